package io.github.certpulse.numbers.setaside;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.result.FilterQuery;
import io.github.certpulse.numbers.tally.Flag;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.FieldReader;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.json.JsonType;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.spelling.NameKey;
import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Reads what the office asks to set aside, and reports all violations at once.
final class SetAsideForm {
    /// The most UTF-16 units of a reason.
    static final int MAX_REASON_LENGTH = 500;
    /// The most responses that are named one by one.
    static final int MAX_NAMES = 3_000;
    private static final Set<String> MEMBERS = Set.of("reason", "filter", "responses");
    private static final Set<String> FILTER_MEMBERS =
            Set.of("school", "role", "certificate", "channel", "from", "to", "flag");
    private static final FieldRule UNKNOWN = new FieldRule("unknown", "没有这个字段", "there is no such field");
    private static final FieldRule ONE_OF = new FieldRule(
            "one-of",
            "filter 与 responses 须且只能给出一个",
            "give exactly one of filter and responses");
    private static final FieldRule OBJECT = new FieldRule("wrong-type", "须为对象", "must be an object");
    private static final FieldRule EMPTY_FILTER =
            new FieldRule("empty", "至少给出一个条件", "at least one criterion is needed");
    private static final FieldRule NAMES = new FieldRule(
            "wrong-type",
            new Words("须为 1 到 %d 个答卷编号", "must be 1 to %d names of responses").with(MAX_NAMES));
    private static final FieldRule ROLE =
            new FieldRule("invalid", "须为 TEACHER 或 STUDENT", "must be TEACHER or STUDENT");
    private static final FieldRule SCHOOL = new FieldRule("invalid", "没有这所学校", "no such school");
    private static final FieldRule CERTIFICATE =
            new FieldRule("invalid", "没有学校试点这个证书", "no school pilots this certificate");
    private static final FieldRule FLAG = new FieldRule(
            "invalid",
            new Words("须为 %s 之一", "must be one of %s")
                    .with(Arrays.stream(Flag.values()).map(Flag::code).collect(Collectors.joining(", "))));
    private final JsonNode body;
    private final FieldReader fields;
    private final Collection<Origin> origins;

    /// @param origins those of the campaign
    SetAsideForm(JsonNode body, Collection<Origin> origins) {
        this.body = body;
        this.fields = new FieldReader(body);
        this.origins = origins;
    }

    /// What was asked for.
    ///
    /// @param reason empty only for a preview
    record Request(String reason, Chosen chosen) {}

    /// Reads all fields.
    ///
    /// @param preview whether the reason may be missing
    /// @throws io.github.certpulse.platform.problem.ProblemException `set-aside-invalid` with every violation
    Request read(boolean preview) {
        reportUnknown(Optional.of(body), "", MEMBERS);
        var reason = preview ? fields.text("reason", MAX_REASON_LENGTH)
                : fields.requiredText("reason", MAX_REASON_LENGTH);
        var names = isPresent("responses");
        if (names == isPresent("filter")) {
            fields.report("filter", ONE_OF);
        }
        var chosen = names ? byName() : byFilter();
        if (!fields.violations().isEmpty()) {
            throw Problem.SET_ASIDE_INVALID.with(fields.violations());
        }
        return new Request(reason.orElse(""), chosen);
    }

    private boolean isPresent(String member) {
        var value = body.get(member);
        return value != null && !value.isNull();
    }

    private void reportUnknown(Optional<JsonNode> object, String prefix, Set<String> known) {
        object.flatMap(JsonType.members()::read)
                .ifPresent(
                        members -> members.keySet()
                                .stream()
                                .filter(Predicate.not(known::contains))
                                .forEach(name -> fields.report(prefix + name, UNKNOWN)));
    }

    private Chosen byName() {
        JsonType<Set<String>> type = value -> JsonType.items()
                .read(value)
                .filter(items -> !items.isEmpty() && items.size() <= MAX_NAMES)
                .filter(items -> items.stream().allMatch(JsonNode::isString))
                .map(items -> items.stream().map(JsonNode::getStringValue).collect(Collectors.toSet()));
        return new Chosen.ByName(fields.optional("responses", type, NAMES).orElse(Set.of()));
    }

    private Chosen byFilter() {
        var members = fields.optional("filter", JsonType.members(), OBJECT);
        reportUnknown(members.map(_ -> body.get("filter")), "filter.", FILTER_MEMBERS);
        if (members.isPresent() && members.get().values().stream().allMatch(JsonNode::isNull)) {
            fields.report("filter", EMPTY_FILTER);
        }
        if (members.isEmpty()) {
            return new Chosen.ByName(new HashSet<>());
        }
        var role = fields.optional("filter.role", JsonType.oneOf(Role.values()), ROLE);
        var filter = filter();
        var flag = fields.optional("filter.flag", value -> JsonType.text().read(value).flatMap(Flag::parse), FLAG);
        return new Chosen.ByFilter(
                role.map(List::of).orElseGet(() -> List.of(Role.values())).stream().map(filter::of).toList(),
                flag,
                new String(Json.canonical(body.get("filter")), StandardCharsets.UTF_8));
    }

    /// A filter for whichever role.
    private record AnyRole(
            Optional<Long> school,
            Optional<String> certificate,
            Optional<Channel> channel,
            Optional<Instant> from,
            Optional<Instant> to) {
        Filter of(Role role) {
            var none = Optional.<String>empty();
            return new Filter(role, none, none, none, school, certificate, Quality.ALL, channel, from, to, true);
        }
    }

    private AnyRole filter() {
        JsonType<Long> school = value -> JsonType.text()
                .read(value)
                .flatMap(Ids::parse)
                .filter(id -> origins.stream().anyMatch(origin -> origin.school() == id));
        JsonType<String> certificate = value -> JsonType.text()
                .read(value)
                .filter(name -> origins.stream().anyMatch(origin -> NameKey.same(name, origin.certificateName())));
        var filter = new AnyRole(
                fields.optional("filter.school", school, SCHOOL),
                fields.optional("filter.certificate", certificate, CERTIFICATE),
                fields.optional("filter.channel", JsonType.oneOf(Channel.values()), FilterQuery.CHANNEL_RULE),
                fields.optional("filter.from", JsonType.time(), FieldRule.TIME).map(OffsetDateTime::toInstant),
                fields.optional("filter.to", JsonType.time(), FieldRule.TIME).map(OffsetDateTime::toInstant));
        if (filter.from().isPresent() && filter.to().filter(end -> !end.isAfter(filter.from().get())).isPresent()) {
            fields.report("filter.to", FilterQuery.AFTER_FROM);
        }
        return filter;
    }
}
