package io.github.certpulse.console.office.setup;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.QuotaRule;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.micronaut.http.HttpParameters;
import io.micronaut.json.tree.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A campaign as a person fills it in: texts by field. A field has the same name as in the interface, so that the page
/// can show each violation at its field. A text that cannot be read is passed on unchanged, so that the same checks
/// refuse it.
public record Draft(Map<String, List<String>> fields) {
    /// The field that says which rule the numbers come from: `hubei`, `anhui` or `own`.
    public static final String PRESET = "preset";
    private static final int DAYS_OPEN = 30;
    private static final Map<String, QuotaRule> PRESETS = Map.of("hubei", QuotaRule.HUBEI, "anhui", QuotaRule.ANHUI);

    private static final SequencedMap<String, FieldKind> KINDS = new LinkedHashMap<>();

    static {
        List.of("title", "province").forEach(field -> KINDS.put(field, FieldKind.TEXT));
        List.of("opensAt", "closesAt").forEach(field -> KINDS.put(field, FieldKind.TIME));
        List.of(
                "quota.perCertificate.teachers",
                "quota.perCertificate.students",
                "quota.perSchool.teachers",
                "quota.perSchool.students").forEach(field -> KINDS.put(field, FieldKind.NUMBER));
        KINDS.put("quota.perSchool.studentShare", FieldKind.PERCENT);
        List.of("quota.counts", "questionnaires.teacher", "questionnaires.student")
                .forEach(field -> KINDS.put(field, FieldKind.TEXT));
        List.of("caps.perCertificate.teachers", "caps.perCertificate.students")
                .forEach(field -> KINDS.put(field, FieldKind.NUMBER));
        KINDS.put("channels", FieldKind.LIST);
        KINDS.put("schoolResults", FieldKind.FLAG);
    }

    public Draft {
        fields = Map.copyOf(fields);
    }

    /// The draft that a new campaign begins with: it opens tomorrow morning for thirty days and has Hubei's rule and
    /// the newest questionnaires.
    static Draft fresh(Instant now, PerRole<String> questionnaires) {
        var tomorrow = LocalDate.ofInstant(now, Time.ZONE).plusDays(1);
        var fields = new LinkedHashMap<String, List<String>>();
        fields.put("opensAt", List.of(FieldKind.LOCAL.format(tomorrow.atTime(8, 0))));
        fields.put("closesAt", List.of(FieldKind.LOCAL.format(tomorrow.plusDays(DAYS_OPEN).atTime(18, 0))));
        fields.put(PRESET, List.of("hubei"));
        fields.put("questionnaires.teacher", List.of(questionnaires.teacher()));
        fields.put("questionnaires.student", List.of(questionnaires.student()));
        fields.put("quota.counts", List.of(QuotaRule.Counted.RECEIVED.name()));
        fields.put("channels", List.of("WECHAT", "WEB"));
        return new Draft(fields).withNumbersOfPreset();
    }

    /// Reads the fields in an address.
    static Draft from(HttpParameters parameters) {
        var fields = new LinkedHashMap<String, List<String>>();
        parameters.names().forEach(name -> fields.put(name, parameters.getAll(name)));
        return new Draft(fields).withoutUnknown().withNumbersOfPreset();
    }

    /// Reads the fields of a form.
    static Draft from(Map<String, Object> form) {
        var fields = new LinkedHashMap<String, List<String>>();
        form.forEach(
                (name, value) -> fields.put(
                        name,
                        value instanceof Collection<?> several ? several.stream().map(String::valueOf).toList()
                                : List.of(String.valueOf(value))));
        return new Draft(fields).withoutUnknown().withNumbersOfPreset();
    }

    /// Reads a campaign as the interface writes it.
    static Draft from(JsonNode tree) {
        var fields = new LinkedHashMap<String, List<String>>();
        KINDS.forEach((field, kind) -> fields.put(field, kind.texts(Json.at(tree, field))));
        return new Draft(fields).withPreset();
    }

    /// The same with some fields of another draft.
    Draft with(Collection<String> some, Draft other) {
        var mixed = new LinkedHashMap<>(fields);
        some.stream()
                .filter(KINDS::containsKey)
                .forEach(field -> mixed.put(field, other.fields.getOrDefault(field, List.of())));
        return new Draft(mixed).withPreset();
    }

    /// A field's text; empty where it has none.
    public String text(String field) {
        return fields.getOrDefault(field, List.of()).stream().findFirst().orElse("");
    }

    public boolean has(String field, String value) {
        return fields.getOrDefault(field, List.of()).contains(value);
    }

    public boolean isPreset() {
        return PRESETS.containsKey(text(PRESET));
    }

    /// All fields and values as pairs, sorted by field.
    public List<Map.Entry<String, String>> pairs() {
        return fields.entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(field -> field.getValue().stream().map(value -> Map.entry(field.getKey(), value)))
                .toList();
    }

    /// The same as the query of an address.
    public String query() {
        return pairs().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// All fields as JSON, as the interface takes a campaign.
    JsonNode json() {
        return json(List.copyOf(KINDS.keySet()));
    }

    /// The fields that differ from an earlier draft's.
    List<String> changedSince(Draft before) {
        return KINDS.keySet().stream().filter(field -> !stripped(field).equals(before.stripped(field))).toList();
    }

    /// These fields as a merge patch; an empty field becomes `null`.
    JsonNode json(List<String> some) {
        return Json.nested(
                some.stream()
                        .collect(
                                Collectors.toMap(field -> field, this::node, (first, _) -> first, LinkedHashMap::new)));
    }

    /// The merge patch that undoes a change of these fields.
    ///
    /// @param tree the campaign before the change, as the interface writes it
    static JsonNode backTo(JsonNode tree, List<String> some) {
        return Json.nested(
                some.stream()
                        .collect(
                                Collectors.toMap(
                                        field -> field,
                                        field -> Json.at(tree, field),
                                        (first, _) -> first,
                                        LinkedHashMap::new)));
    }

    private List<String> stripped(String field) {
        return fields.getOrDefault(field, List.of())
                .stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .sorted()
                .toList();
    }

    /// The same without fields that no campaign has.
    private Draft withoutUnknown() {
        return new Draft(
                fields.entrySet()
                        .stream()
                        .filter(field -> KINDS.containsKey(field.getKey()) || field.getKey().equals(PRESET))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// The same with the numbers of the chosen preset.
    private Draft withNumbersOfPreset() {
        if (!isPreset()) {
            return this;
        }
        var changed = new LinkedHashMap<>(fields);
        changed.putAll(numbers(Objects.requireNonNull(PRESETS.get(text(PRESET)))));
        return new Draft(changed);
    }

    /// The same with the preset that has these numbers.
    private Draft withPreset() {
        var withPreset = new LinkedHashMap<>(fields);
        var rule = PRESETS.entrySet()
                .stream()
                .filter(
                        preset -> numbers(preset.getValue()).entrySet()
                                .stream()
                                .allMatch(number -> number.getValue().equals(fields.get(number.getKey()))))
                .findFirst();
        withPreset.put(PRESET, List.of(rule.map(Map.Entry::getKey).orElse("own")));
        return new Draft(withPreset);
    }

    private static Map<String, List<String>> numbers(QuotaRule rule) {
        return Map.of(
                "quota.perCertificate.teachers",
                List.of(String.valueOf(rule.perCertificate().teacher())),
                "quota.perCertificate.students",
                List.of(String.valueOf(rule.perCertificate().student())),
                "quota.perSchool.teachers",
                List.of(String.valueOf(rule.perSchool().teacher())),
                "quota.perSchool.students",
                List.of(String.valueOf(rule.perSchool().student())),
                "quota.perSchool.studentShare",
                List.of(FieldKind.percent(rule.studentShare())));
    }

    private JsonNode node(String field) {
        return Objects.requireNonNull(KINDS.get(field)).node(stripped(field));
    }
}
