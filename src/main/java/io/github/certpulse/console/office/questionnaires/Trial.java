package io.github.certpulse.console.office.questionnaires;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.intake.opening.PrivacyNotice;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
import io.github.certpulse.survey.questionnaire.Question;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the trial of a questionnaire needs: an invented school with an invented certificate.
///
/// @param cities questions that are prefilled with the school's city
/// @param levels questions that are prefilled with the school's level
public record Trial(Definition definition, List<Question> cities, List<Question> levels) {
    private static final Duration OPEN = Duration.ofDays(30);

    public Trial {
        cities = List.copyOf(cities);
        levels = List.copyOf(levels);
    }

    public static Trial from(Definition definition) {
        return new Trial(
                definition,
                prefilled(definition, Prefill.SCHOOL_CITY),
                prefilled(definition, Prefill.SCHOOL_LEVEL));
    }

    private static List<Question> prefilled(Definition definition, Prefill source) {
        return definition.questions()
                .values()
                .stream()
                .filter(question -> question.prefill().equals(Optional.of(source)))
                .toList();
    }

    /// The options that stand for a level of schools.
    public static List<Option> levels(Question question) {
        return question.options().values().stream().filter(option -> option.level().isPresent()).toList();
    }

    /// Entry and definition as JSON, as the interface would send them to a client. It contains no prefilled values,
    /// because people choose them on the page.
    public String json(Visit visit) {
        return new String(
                Json.canonical(
                        JsonNode.createObjectNode(Map.of("entry", entry(visit), "definition", definition.asJson()))),
                UTF_8);
    }

    private JsonNode entry(Visit visit) {
        return JsonNode.createObjectNode(
                Map.of(
                        "code",
                        text("PREVIEW"),
                        "role",
                        text(definition.role().name()),
                        "campaign",
                        JsonNode.createObjectNode(
                                Map.of(
                                        "id",
                                        text("preview"),
                                        "title",
                                        text(definition.title()),
                                        "state",
                                        text("OPEN"),
                                        "opensAt",
                                        text(Time.shown(visit.now()).toString()),
                                        "closesAt",
                                        text(Time.shown(visit.now().plus(OPEN)).toString()),
                                        "channels",
                                        JsonNode.createArrayNode(List.of(text("WEB"))))),
                        "school",
                        JsonNode.createObjectNode(
                                Map.of("id", text("preview"), "name", text(visit.say("示例学校", "Example school")))),
                        "certificates",
                        JsonNode.createArrayNode(
                                List.of(
                                        JsonNode.createObjectNode(
                                                Map.of(
                                                        "id",
                                                        text("preview"),
                                                        "name",
                                                        text(visit.say("示例证书", "Example certificate")),
                                                        "level",
                                                        text(visit.say("中级", "intermediate")),
                                                        "answered",
                                                        JsonNode.createBooleanNode(false))))),
                        "prefilled",
                        JsonNode.createObjectNode(Map.of()),
                        "privacyNotice",
                        text(visit.say(PrivacyNotice.forCampaign(definition.title())))));
    }

    private static JsonNode text(String text) {
        return JsonNode.createStringNode(text);
    }
}
