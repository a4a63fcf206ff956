package io.github.certpulse.numbers.result;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.FieldReader;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.json.JsonType;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// A filter as query parameters. Blank parameters, which forms send, count as missing.
///
/// @param school      an id
/// @param certificate a certificate's name
/// @param quality     `all` (also without it) or `unflagged`
/// @param channel     `WECHAT` or `WEB`
/// @param from        only what was received at this time or later, ISO-8601 with an offset
/// @param to          only what was received before this time
/// @param minCell     the smallest count to be shown, for numbers that will be published
@Introspected
public record FilterQuery(
        @Nullable @QueryValue String role,
        @Nullable @QueryValue String city,
        @Nullable @QueryValue String level,
        @Nullable @QueryValue String route,
        @Nullable @QueryValue String school,
        @Nullable @QueryValue String certificate,
        @Nullable @QueryValue String quality,
        @Nullable @QueryValue @Parameter(description = "WECHAT or WEB: only what came in that way") String channel,
        @Nullable @QueryValue @Parameter(
                description = "Only what was received at this time or later: ISO-8601 with an offset, "
                        + "compared in milliseconds, as receipts show times") String from,
        @Nullable @QueryValue @Parameter(
                description = "Only what was received before this time; the range is [from, to)") String to,
        @Nullable @QueryValue String minCell) {
    /// The largest allowed `minCell`.
    public static final int MAX_MIN_CELL = 100;

    private static final JsonType<Role> ROLE = JsonType.oneOf(Role.values());
    private static final FieldRule ROLE_RULE =
            new FieldRule("invalid", "须为 TEACHER 或 STUDENT", "must be TEACHER or STUDENT");
    private static final JsonType<Long> SCHOOL = value -> JsonType.text().read(value).flatMap(Ids::parse);
    private static final FieldRule SCHOOL_RULE = new FieldRule("invalid", "没有这所学校", "no such school");
    private static final JsonType<Integer> MIN_CELL = value -> JsonType.text()
            .read(value)
            .filter(text -> text.matches("[1-9][0-9]{0,2}"))
            .map(Integer::valueOf)
            .filter(number -> number <= MAX_MIN_CELL);
    private static final FieldRule MIN_CELL_RULE = new FieldRule(
            "invalid",
            new Words("须为 1 到 %d 的整数", "must be a whole number from 1 to %d").with(MAX_MIN_CELL));
    private static final JsonType<Channel> CHANNEL = JsonType.oneOf(Channel.values());
    /// The rule of a channel, also elsewhere.
    public static final FieldRule CHANNEL_RULE = new FieldRule("invalid", "须为 WECHAT 或 WEB", "must be WECHAT or WEB");
    /// The rule of the end of a range of times, also elsewhere.
    public static final FieldRule AFTER_FROM = new FieldRule("not-after-from", "须晚于 from", "must be after from");
    private static final Pattern WITHOUT_OFFSET =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,3})?)?");
    /// Every text passes.
    private static final FieldRule ANY = new FieldRule("invalid", "须为文字", "must be a text");

    /// The parameters by their names; others are ignored.
    public static FilterQuery from(Map<String, String> parameters) {
        return new FilterQuery(
                parameters.get("role"),
                parameters.get("city"),
                parameters.get("level"),
                parameters.get("route"),
                parameters.get("school"),
                parameters.get("certificate"),
                parameters.get("quality"),
                parameters.get("channel"),
                parameters.get("from"),
                parameters.get("to"),
                parameters.get("minCell"));
    }

    /// The same with times without an offset, which forms send, read as times in China.
    public FilterQuery withTimesInChina() {
        var parameters = parameters();
        put(parameters, "minCell", minCell);
        List.of("from", "to").forEach(name -> parameters.computeIfPresent(name, (_, time) -> inChina(time)));
        return from(parameters);
    }

    private static String inChina(String time) {
        return WITHOUT_OFFSET.matcher(time).matches() ? time + Time.ZONE.getRules().getOffset(Instant.EPOCH) : time;
    }

    /// The filter; `role` is required.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-malformed` for channel and times;
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid` with every violation
    public Filter filter() {
        var fields = fields();
        var parsed = fields.required("role", ROLE, ROLE_RULE);
        return filter(fields, parsed.orElse(Role.TEACHER));
    }

    /// The same filter for a role other than the `role` parameter.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-malformed` for channel and times;
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid` with every violation
    public Filter filter(Role role) {
        return filter(fields(), role);
    }

    /// A filter for each questionnaire that the query selects: both without a `role`.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-malformed`, `parameter-invalid`
    public List<Filter> filters() {
        return parseRole().map(List::of).orElseGet(() -> List.of(Role.values())).stream().map(this::filter).toList();
    }

    /// The `role` parameter, if there is one.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
    public Optional<Role> parseRole() {
        var fields = fields();
        var parsed = fields.optional("role", ROLE, ROLE_RULE);
        refuseViolations(fields);
        return parsed;
    }

    /// The parameters by name, as the client wrote them; without `minCell`.
    public SequencedMap<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        put(parameters, "role", role);
        put(parameters, "city", city);
        put(parameters, "level", level);
        put(parameters, "route", route);
        put(parameters, "school", school);
        put(parameters, "certificate", certificate);
        put(parameters, "quality", quality);
        put(parameters, "channel", channel);
        put(parameters, "from", from);
        put(parameters, "to", to);
        return parameters;
    }

    /// The `minCell` parameter; 1, which hides nothing, if there is none.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
    public int smallestCell() {
        var fields = fields();
        var smallest = fields.optional("minCell", MIN_CELL, MIN_CELL_RULE);
        refuseViolations(fields);
        return smallest.orElse(1);
    }

    private Filter filter(FieldReader fields, Role role) {
        var source = source();
        var filter = new Filter(
                role,
                fields.optional("city", JsonType.text(), ANY),
                fields.optional("level", JsonType.text(), ANY),
                fields.optional("route", JsonType.text(), ANY),
                fields.optional("school", SCHOOL, SCHOOL_RULE),
                fields.optional("certificate", JsonType.text(), ANY),
                fields.optional("quality", Quality.TYPE, Quality.RULE).orElse(Quality.ALL),
                source.channel(),
                source.from(),
                source.to(),
                false);
        refuseViolations(fields);
        return filter;
    }

    private record Source(Optional<Channel> channel, Optional<Instant> from, Optional<Instant> to) {}

    private Source source() {
        var fields = fields();
        var source = new Source(
                fields.optional("channel", CHANNEL, CHANNEL_RULE),
                fields.optional("from", JsonType.timeInAddress(), FieldRule.TIME),
                fields.optional("to", JsonType.timeInAddress(), FieldRule.TIME));
        if (source.from().isPresent() && source.to().filter(end -> !end.isAfter(source.from().get())).isPresent()) {
            fields.report("to", AFTER_FROM);
        }
        if (!fields.violations().isEmpty()) {
            throw Problem.PARAMETER_MALFORMED.with(fields.violations());
        }
        return source;
    }

    private FieldReader fields() {
        var parameters = parameters();
        put(parameters, "minCell", minCell);
        return FieldReader.fromParameters(parameters);
    }

    private static void put(SequencedMap<String, String> parameters, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            parameters.put(name, value);
        }
    }

    private static void refuseViolations(FieldReader fields) {
        if (!fields.violations().isEmpty()) {
            throw Problem.PARAMETER_INVALID.with(fields.violations());
        }
    }
}
