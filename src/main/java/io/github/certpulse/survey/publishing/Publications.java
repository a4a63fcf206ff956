package io.github.certpulse.survey.publishing;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.publishing.Publication.Refused;
import io.github.certpulse.survey.publishing.Publication.Sound;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Questionnaires.Questionnaire;
import io.github.certpulse.survey.questionnaire.Questionnaires;
import io.github.certpulse.survey.xlsform.FormFault;
import io.github.certpulse.survey.xlsform.FormFlaw;
import io.github.certpulse.survey.xlsform.FormReading.Readable;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Puts versions one after the other: each has the next number, the same role as those before, and says something else
/// than the latest. No campaign changes by it.
@Singleton
public class Publications {
    private final Questionnaires questionnaires;
    private final ApplicationEventPublisher<AuditEvent> audit;

    Publications(Questionnaires questionnaires, ApplicationEventPublisher<AuditEvent> audit) {
        this.questionnaires = questionnaires;
        this.audit = audit;
    }

    /// What [#publish] would publish at this moment; stores nothing.
    public Publication preview(Readable form) {
        var definition = form.definition();
        var latest = questionnaires.latest(definition.code()).map(Questionnaire::definition);
        int next = latest.map(Definition::version).orElse(0) + 1;
        var faults = new ArrayList<FormFault>();
        if (latest.filter(before -> saysTheSame(before, definition)).isPresent()) {
            return new Refused(List.of(at(form, "version", FormFlaw.UNCHANGED, next - 1)));
        }
        // A workbook states its own version, or the one it was made from; made from an older one, it would undo what
        // came since.
        if (form.versionStated() && definition.version() != next && definition.version() != next - 1) {
            faults.add(at(form, "version", FormFlaw.VERSION_NOT_NEXT, next));
        }
        latest.map(Definition::role)
                .filter(role -> role != definition.role())
                .ifPresent(role -> faults.add(at(form, "role", FormFlaw.ROLE_CHANGED, role.name())));
        return faults.isEmpty() ? new Sound(definition.withVersion(next), latest.map(Definition::version))
                : new Refused(faults);
    }

    /// Publishes the questionnaire under the next version, for good.
    @Transactional
    public Publication publish(Readable form) {
        var publication = preview(form);
        if (!(publication instanceof Sound(var definition, _))) {
            return publication;
        }
        if (!questionnaires.publish(definition)) {
            return new Refused(List.of(at(form, "version", FormFlaw.VERSION_TAKEN, definition.version())));
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

    /// Compared as documents: the order of questions and options counts.
    private static boolean saysTheSame(Definition before, Definition after) {
        return Arrays
                .equals(Json.canonical(before.asJson()), Json.canonical(after.withVersion(before.version()).asJson()));
    }

    private static FormFault at(Readable form, String column, FormFlaw flaw, Object value) {
        return flaw.at("settings", form.settingsRow(), column, value);
    }
}
