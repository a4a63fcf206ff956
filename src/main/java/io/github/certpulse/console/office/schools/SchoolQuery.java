package io.github.certpulse.console.office.schools;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import io.github.certpulse.survey.spelling.NameKey;
import io.micronaut.core.convert.value.ConvertibleMultiValues;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Which schools are shown and in which order, read from a page's address. A value without a meaning is ignored, so
/// that old links still work.
///
/// @param q           a part of the school's name, in any spelling, see [NameKey]
/// @param state       a [SchoolState#code], or `declared`
/// @param certificate a certificate's name: only schools that pilot it
/// @param onlyShort   only schools with a shortage
/// @param sort        one of [#ORDERS], or [#BY_CERTIFICATE] and a certificate's name, or empty for the roster's order
/// @param matrix      whether every certificate has a column
public record SchoolQuery(
        String q,
        String city,
        String level,
        String state,
        String certificate,
        boolean onlyShort,
        String sort,
        boolean descending,
        boolean matrix) {
    public static final String DECLARED = "declared";
    static final String BY_CERTIFICATE = "certificate:";
    private static final Map<String, Comparator<SchoolRow>> ORDERS = Map.of(
            "name",
            comparing(row -> row.school().name(), Collator.getInstance(Locale.CHINA)),
            "city",
            comparing(SchoolRow::city, Collator.getInstance(Locale.CHINA)),
            "level",
            comparing(row -> row.school().level(), Collator.getInstance(Locale.CHINA)),
            "state",
            comparing(SchoolRow::state),
            "teachers",
            comparingInt(row -> row.teachers().received()),
            "students",
            comparingInt(row -> row.students().received()),
            "missing",
            comparingInt(SchoolRow::missing));

    static SchoolQuery parse(ConvertibleMultiValues<String> parameters) {
        return new SchoolQuery(
                value(parameters, "q"),
                value(parameters, "city"),
                value(parameters, "level"),
                value(parameters, "state"),
                value(parameters, "certificate"),
                value(parameters, "short").equals("yes"),
                value(parameters, "sort"),
                value(parameters, "order").equals("desc"),
                value(parameters, "view").equals("matrix"));
    }

    private static String value(ConvertibleMultiValues<String> parameters, String name) {
        var value = parameters.get(name);
        return value == null ? "" : value.strip();
    }

    /// The same with city and certificate in the spelling of the roster.
    SchoolQuery spelledAs(List<String> cities, List<String> certificates) {
        return new SchoolQuery(
                q,
                spelledAs(city, cities),
                level,
                state,
                spelledAs(certificate, certificates),
                onlyShort,
                sort,
                descending,
                matrix);
    }

    private static String spelledAs(String name, List<String> names) {
        return names.stream().filter(each -> NameKey.same(each, name)).findFirst().orElse(name);
    }

    /// The schools that match, in the requested order.
    List<SchoolRow> select(List<SchoolRow> rows) {
        var order = sort.startsWith(BY_CERTIFICATE)
                ? comparingInt((SchoolRow row) -> row.missingOf(sort.substring(BY_CERTIFICATE.length())))
                : ORDERS.getOrDefault(sort, (_, _) -> 0);
        return rows.stream().filter(this::matches).sorted(descending ? order.reversed() : order).toList();
    }

    private boolean matches(SchoolRow row) {
        return NameKey.from(row.school().name()).text().contains(NameKey.from(q).text())
                && (city.isEmpty() || row.city().equals(city))
                && (level.isEmpty() || row.school().level().equals(level))
                && (certificate.isEmpty() || row.certificate(certificate).isPresent())
                && (!onlyShort || row.missing() > 0)
                && (state.equals(DECLARED) ? row.completedAt().isPresent()
                        : SchoolState.parse(state).map(row.state()::equals).orElse(true));
    }

    /// Whether the shown schools with shortages are the same as those in the interface's list for this city and level.
    public boolean narrowsByPlaceOnly() {
        return (q + state + certificate).isEmpty();
    }

    /// The value of a column's `aria-sort`.
    public String direction(String column) {
        return !sort.equals(column) ? "none" : descending ? "descending" : "ascending";
    }

    public static String column(String certificate) {
        return BY_CERTIFICATE + certificate;
    }

    /// The query that sorts by a column: numbers in descending order at first, texts in ascending order, then reversed.
    public String sortedBy(String column) {
        var textual = List.of("name", "city", "level", "state").contains(column);
        return query(column, sort.equals(column) ? !descending : !textual, matrix);
    }

    /// The query that shows the same schools as list or as matrix.
    public String shownAs(boolean asMatrix) {
        return query(sort, descending, asMatrix);
    }

    private String query(String order, boolean down, boolean asMatrix) {
        var values = new LinkedHashMap<String, String>();
        values.put("view", asMatrix ? "matrix" : "");
        values.put("q", q);
        values.put("city", city);
        values.put("level", level);
        values.put("state", state);
        values.put("certificate", certificate);
        values.put("short", onlyShort ? "yes" : "");
        values.put("sort", order);
        values.put("order", down && !order.isEmpty() ? "desc" : "");
        return "?" + values.entrySet()
                .stream()
                .filter(value -> !value.getValue().isEmpty())
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
