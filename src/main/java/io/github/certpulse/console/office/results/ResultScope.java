package io.github.certpulse.console.office.results;

import static java.util.stream.Collectors.joining;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.result.Columns.Place;
import io.github.certpulse.numbers.result.FilterQuery;
import io.github.certpulse.numbers.wording.ResultWords;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Which responses a page counts, and how. All of it is in the page's address, so that a link shows a colleague the
/// same numbers.
///
/// @param page    the last part of the page's path
/// @param role    empty for both questionnaires, which only downloads allow
/// @param filter  the filter for that role; for teachers where both are meant
/// @param minCell the smallest count that may be shown; 1 hides nothing
/// @param filters the address's parameters that filter, by name
/// @param others  the address's other parameters, by name
/// @param choices the values that the campaign's responses can be filtered by, with their names
public record ResultScope(
        Campaign campaign,
        String page,
        Optional<Role> role,
        Filter filter,
        int minCell,
        SequencedMap<String, String> filters,
        SequencedMap<String, String> others,
        SequencedMap<Place, SequencedMap<String, String>> choices) {

    public ResultScope {
        filters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(filters));
        others = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(others));
    }

    /// A filter that is set.
    ///
    /// @param parameter its name in the address
    /// @param value     the value in words
    /// @param without   the page's address without this filter
    public record Chip(String parameter, Words name, Words value, String without) {}

    /// The effect of removing a filter.
    ///
    /// @param respondents how many responses would pass, as [Figures] shows them
    public record Removal(Chip chip, Optional<Integer> respondents) {}

    /// The same with another parameter that does not filter.
    ResultScope and(String name, String value) {
        var more = new LinkedHashMap<>(others);
        more.put(name, value);
        return new ResultScope(campaign, page, role, filter, minCell, filters, more, choices);
    }

    /// This page's address in its shortest form.
    public String here() {
        return address(page, filters, others);
    }

    /// The address of this page with another parameter that does not filter.
    public String with(String name, String value) {
        return and(name, value).here();
    }

    /// The address of this page without filters.
    public String withoutFilters() {
        var role = new LinkedHashMap<>(filters);
        role.keySet().retainAll(Set.of("role"));
        return address(page, role, others);
    }

    /// The address of another page with the same filters.
    public String at(String other) {
        return address(other, filters, new LinkedHashMap<>());
    }

    /// The address of a crosstab with the same filters.
    public String crosstab(String row, String column) {
        var crossed = new LinkedHashMap<String, String>();
        crossed.put("row", row);
        crossed.put("column", column);
        return address("crosstab", filters, crossed);
    }

    /// The address of another page with the same filters and one more.
    public String at(String other, String name, String value) {
        var changed = new LinkedHashMap<>(filters);
        changed.put(name, value);
        return address(other, changed, new LinkedHashMap<>());
    }

    /// The address of a download.
    ///
    /// @param allowed the filters that it takes
    public String download(String file, Set<String> allowed) {
        var some = new LinkedHashMap<>(filters);
        some.keySet().retainAll(allowed);
        return Addresses.campaignApi(campaign, file) + query(some);
    }

    public String path(String other) {
        return Addresses.campaign(campaign, other);
    }

    private String address(String other, SequencedMap<String, String> filtering, SequencedMap<String, String> more) {
        var all = new LinkedHashMap<>(filtering);
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

    /// The filters that are set, without the role.
    public List<Chip> chips() {
        return filters.keySet().stream().filter(parameter -> !parameter.equals("role")).map(this::chip).toList();
    }

    private Chip chip(String parameter) {
        var remaining = new LinkedHashMap<>(filters);
        remaining.remove(parameter);
        var without = address(page, remaining, others);
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
            case "channel" -> new Chip(
                    parameter,
                    ResultWords.CHANNEL,
                    filter.channel().map(ResultWords::channel).orElseThrow(),
                    without);
            case "from" -> new Chip(parameter, ResultWords.FROM, time(filter.from()), without);
            case "to" -> new Chip(parameter, ResultWords.TO, time(filter.to()), without);
            default -> {
                var place = Place.valueOf(parameter.toUpperCase(Locale.ROOT));
                // The roster may no longer contain the value in an old link.
                var code = Objects.requireNonNull(filters.get(parameter));
                var name = Objects.requireNonNull(choices.get(place)).getOrDefault(code, code);
                yield new Chip(parameter, ResultWords.place(place), new Words(name, name), without);
            }
        };
    }

    private static Words time(Optional<Instant> time) {
        var shown = ShownTime.second(time.orElseThrow());
        return new Words(shown, shown);
    }

    /// The value of a form's field for a time in China; empty where it is not set.
    public String field(Optional<Instant> time) {
        return time.map(set -> ShownTime.second(set).replace(' ', 'T')).orElse("");
    }

    /// The filter without one of its parts.
    Filter without(Chip chip) {
        var remaining = new LinkedHashMap<>(filters);
        remaining.remove(chip.parameter());
        return FilterQuery.from(remaining).filter(filter.role());
    }

    /// Whether a parameter has this value; an empty value means that the parameter is not set.
    public boolean has(String parameter, String value) {
        return filters.getOrDefault(parameter, "").equals(value);
    }

    public boolean isPublished() {
        return minCell > 1;
    }
}
