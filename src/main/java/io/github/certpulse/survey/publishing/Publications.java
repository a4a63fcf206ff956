package io.github.certpulse.survey.publishing;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.publishing.Publication.Invalid;
import io.github.certpulse.survey.publishing.Publication.Valid;
import io.github.certpulse.survey.publishing.Questionnaires.Questionnaire;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.xlsform.FormReading.Readable;
import io.github.certpulse.survey.xlsform.FormRule;
import io.github.certpulse.survey.xlsform.FormViolation;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Publishes versions of questionnaires. A version has the next number, the role of the versions before it, and content
/// that differs from the latest. Campaigns do not change.
@Singleton
public class Publications {
    private final Questionnaires questionnaires;
    private final ApplicationEventPublisher<AuditEvent> audit;

    Publications(Questionnaires questionnaires, ApplicationEventPublisher<AuditEvent> audit) {
        this.questionnaires = questionnaires;
        this.audit = audit;
    }

    /// The result that [#publish] would have now; stores nothing.
    public Publication preview(Readable form) {
        var definition = form.definition();
        var latest = questionnaires.latest(definition.code()).map(Questionnaire::definition);
        int next = latest.map(Definition::version).orElse(0) + 1;
        var violations = new ArrayList<FormViolation>();
        if (latest.filter(before -> hasSameContent(before, definition)).isPresent()) {
            return new Invalid(List.of(at(form, "version", FormRule.UNCHANGED, next - 1)));
        }
        // A workbook may state its own version, or the version from which it was made. If that is not the latest,
        // publishing would undo later changes.
        if (form.versionStated() && definition.version() != next && definition.version() != next - 1) {
            violations.add(at(form, "version", FormRule.VERSION_NOT_NEXT, next));
        }
        latest.map(Definition::role)
                .filter(role -> role != definition.role())
                .ifPresent(role -> violations.add(at(form, "role", FormRule.ROLE_CHANGED, role.name())));
        return violations.isEmpty() ? new Valid(definition.withVersion(next), latest.map(Definition::version))
                : new Invalid(violations);
    }

    /// Publishes the questionnaire as the next version, which cannot be undone.
    @Transactional
    public Publication publish(Readable form) {
        var publication = preview(form);
        if (!(publication instanceof Valid(var definition, _))) {
            return publication;
        }
        if (!questionnaires.publish(definition)) {
            return new Invalid(List.of(at(form, "version", FormRule.VERSION_TAKEN, definition.version())));
        }
        audit.publishEvent(
                new AuditEvent(
                        AuditAction.QUESTIONNAIRE_PUBLISHED,
                        definition.code() + "@" + definition.version(),
                        Map.of(
                                "title",
                                definition.title(),
                                "role",
                                definition.role().name(),
                                "questions",
                                definition.questions().size())));
        return publication;
    }

    /// Compares the JSON documents, so the order of questions and options matters.
    private static boolean hasSameContent(Definition before, Definition after) {
        return Arrays
                .equals(Json.canonical(before.asJson()), Json.canonical(after.withVersion(before.version()).asJson()));
    }

    private static FormViolation at(Readable form, String column, FormRule rule, Object value) {
        return rule.at("settings", form.settingsRow(), column, value);
    }
}
