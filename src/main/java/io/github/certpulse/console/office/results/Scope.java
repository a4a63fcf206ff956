package io.github.certpulse.console.office.results;

import static java.util.stream.Collectors.joining;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.result.Columns.Place;
import io.github.certpulse.numbers.wording.ResultWords;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// What the numbers of a page are of. All of it stands in the page's address, so a link brings a colleague to the same
/// numbers.
///
/// @param page    the page's name, the end of its path
/// @param role    empty for both questionnaires, as downloads take it
/// @param filter  of that role; of the teachers where both are meant
/// @param minCell the smallest count that may be shown; 1 hides nothing
/// @param given   the address's parameters that filter, by name
/// @param further its other ones
/// @param choices what the campaign's responses can be filtered by: names by value
public record Scope(
        Campaign campaign,
        String page,
        Optional<Role> role,
        Filter filter,
        int minCell,
        SequencedMap<String, String> given,
        SequencedMap<String, String> further,
        SequencedMap<Place, SequencedMap<String, String>> choices) {

    public Scope {
        given = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(given));
        further = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(further));
    }

    /// A filter that is set.
    ///
    /// @param parameter its name in the address
    /// @param value     as people call it
    /// @param without   the page's address without it
    public record Chip(String parameter, Words name, Words value, String without) {}

    /// What taking a filter away would bring.
    ///
    /// @param respondents responses that there are then, as [Figures] shows them
    public record Removal(Chip chip, Optional<Integer> respondents) {}

    /// The same with a parameter of the page's own.
    Scope and(String name, String value) {
        var more = new LinkedHashMap<>(further);
        more.put(name, value);
        return new Scope(campaign, page, role, filter, minCell, given, more, choices);
    }

    /// This page's own address, in its shortest form.
    public String here() {
        return address(page, given, further);
    }

    /// This page with another parameter of its own.
    public String with(String name, String value) {
        return and(name, value).here();
    }

    /// This page without any filter.
    public String bare() {
        var role = new LinkedHashMap<>(given);
        role.keySet().retainAll(Set.of("role"));
        return address(page, role, further);
    }

    /// Another page with the same filters.
    public String at(String other) {
        return address(other, given, new LinkedHashMap<>());
    }

    /// The crosstab of a question with the same filters.
    public String crosstab(String row, String column) {
        var crossed = new LinkedHashMap<String, String>();
        crossed.put("row", row);
        crossed.put("column", column);
        return address("crosstab", given, crossed);
    }

    /// Another page with the same filters and one more.
    public String at(String other, String name, String value) {
        var changed = new LinkedHashMap<>(given);
        changed.put(name, value);
        return address(other, changed, new LinkedHashMap<>());
    }

    /// A download's address with those of the filters that it takes.
    public String download(String file, Set<String> taken) {
        var some = new LinkedHashMap<>(given);
        some.keySet().retainAll(taken);
        return Addresses.ofCampaign(campaign, file) + query(some);
    }

    public String path(String other) {
        return Addresses.campaign(campaign, other);
    }

    private String address(String other, SequencedMap<String, String> filters, SequencedMap<String, String> more) {
        var all = new LinkedHashMap<>(filters);
        all.putAll(more);
        return path(other) + query(all);
    }

    private static String query(SequencedMap<String, String> parameters) {
        return parameters.isEmpty() ? ""
                : parameters.entrySet()
                        .stream()
                        .map(
                                parameter -> parameter.getKey() + "="
                                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(joining("&", "?", ""));
    }

    /// The filters that are set, the role aside.
    public List<Chip> chips() {
        return given.keySet().stream().filter(parameter -> !parameter.equals("role")).map(this::chip).toList();
    }

    private Chip chip(String parameter) {
        var remaining = new LinkedHashMap<>(given);
        remaining.remove(parameter);
        var without = address(page, remaining, further);
        return switch (parameter) {
            case "quality" -> new Chip(
                    parameter,
                    new Words("答卷质量", "Quality"),
                    new Words("不含存疑答卷", "without doubtful responses"),
                    without);
            case "minCell" -> new Chip(
                    parameter,
                    new Words("小数隐藏", "Small numbers"),
                    new Words("少于 %d 不显示", "below %d hidden").with(minCell),
                    without);
            default -> {
                var place = Place.valueOf(parameter.toUpperCase(Locale.ROOT));
                // A link may name what has left the roster since.
                var code = Objects.requireNonNull(given.get(parameter));
                var name = Objects.requireNonNull(choices.get(place)).getOrDefault(code, code);
                yield new Chip(parameter, ResultWords.place(place), new Words(name, name), without);
            }
        };
    }

    /// The filter without one of the things that are set.
    Filter without(Chip chip) {
        return switch (chip.parameter()) {
            case "city" -> new Filter(
                    filter.role(),
                    Optional.empty(),
                    filter.level(),
                    filter.route(),
                    filter.school(),
                    filter.certificate(),
                    filter.quality());
            case "level" -> new Filter(
                    filter.role(),
                    filter.city(),
                    Optional.empty(),
                    filter.route(),
                    filter.school(),
                    filter.certificate(),
                    filter.quality());
            case "route" -> new Filter(
                    filter.role(),
                    filter.city(),
                    filter.level(),
                    Optional.empty(),
                    filter.school(),
                    filter.certificate(),
                    filter.quality());
            case "school" -> new Filter(
                    filter.role(),
                    filter.city(),
                    filter.level(),
                    filter.route(),
                    Optional.empty(),
                    filter.certificate(),
                    filter.quality());
            case "certificate" -> new Filter(
                    filter.role(),
                    filter.city(),
                    filter.level(),
                    filter.route(),
                    filter.school(),
                    Optional.empty(),
                    filter.quality());
            case "quality" -> new Filter(
                    filter.role(),
                    filter.city(),
                    filter.level(),
                    filter.route(),
                    filter.school(),
                    filter.certificate(),
                    Quality.ALL);
            default -> filter;
        };
    }

    /// Whether this value of a parameter is set; empty stands for none.
    public boolean has(String parameter, String value) {
        return given.getOrDefault(parameter, "").equals(value);
    }

    public boolean isPublished() {
        return minCell > 1;
    }
}
