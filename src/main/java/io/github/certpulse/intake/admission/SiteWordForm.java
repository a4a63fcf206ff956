package io.github.certpulse.intake.admission;

import io.github.certpulse.intake.siteword.SiteWordRule.Asked;
import io.github.certpulse.intake.siteword.SiteWordRule;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.FieldReader;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.json.JsonType;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.micronaut.json.tree.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads a rule from JSON and reports all violations at once.
public final class SiteWordForm {
    private static final FieldRule ASKED =
            new FieldRule("unknown-choice", "须为 OFF、WEB 或 ALL", "must be OFF, WEB or ALL");
    private static final FieldRule SCHOOLS =
            new FieldRule("unknown-school", "须为本次调查中学校的编号", "must be ids of the campaign's schools");

    private SiteWordForm() {}

    /// The result of reading a form.
    public sealed interface RuleResult {
        record Valid(SiteWordRule rule) implements RuleResult {}

        record Invalid(List<Violation> violations) implements RuleResult {
            public Invalid {
                violations = List.copyOf(violations);
            }
        }
    }

    /// @param known the ids of the campaign's schools
    static RuleResult read(JsonNode form, Set<Long> known) {
        var fields = new FieldReader(form);
        var teacher = asked(fields, "teacher");
        var student = asked(fields, "student");
        var schools = fields.optional("schools", value -> schools(value, known), SCHOOLS);
        var number = fields.optional(
                "newBrowsersPerHour",
                JsonType.wholeNumber(1, SiteWordRule.MAX_NEW_BROWSERS),
                FieldRule.wholeNumber(1, SiteWordRule.MAX_NEW_BROWSERS));
        if (!fields.violations().isEmpty()) {
            return new RuleResult.Invalid(fields.violations());
        }
        return new RuleResult.Valid(
                new SiteWordRule(
                        new PerRole<>(teacher, student),
                        schools.isEmpty(),
                        schools.orElse(Set.of()),
                        number.map(OptionalInt::of).orElseGet(OptionalInt::empty)));
    }

    private static Asked asked(FieldReader fields, String field) {
        return fields.optional(field, JsonType.oneOf(Asked.values()), ASKED).orElse(Asked.OFF);
    }

    private static Optional<Set<Long>> schools(JsonNode value, Set<Long> known) {
        var items = JsonType.items().read(value);
        var ids = new HashSet<Long>();
        for (var item : items.orElse(List.of())) {
            var id = JsonType.text().read(item).flatMap(Ids::parse).filter(known::contains);
            if (id.isEmpty()) {
                return Optional.empty();
            }
            ids.add(id.get());
        }
        return items.map(_ -> ids);
    }
}
