package io.github.certpulse.intake.response;

import io.github.certpulse.platform.json.Sha256;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign.QuestionnaireVersion;
import io.github.certpulse.survey.sheet.Sheet;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// An answer sheet as a client hands it in: its form is right, its answers are not looked at yet.
///
/// @param entry          the scanned code
/// @param certificate    the certificate's id as sent
/// @param questionnaire  which the client showed
/// @param elapsedSeconds from the first question to the last
/// @param hash           SHA-256 of the canonical JSON: the same for the same sheet
public record SubmittedSheet(
        String entry,
        String certificate,
        QuestionnaireVersion questionnaire,
        Sheet sheet,
        OptionalInt elapsedSeconds,
        byte[] hash) {
    /// What a body looks like.
    static final String EXAMPLE =
            """
                    { "entry": "ZZ7HH697JNW", "certificateId": "0S9NY4W2PYW35", \
                    "questionnaire": { "code": "teacher-2020", "version": 1 },
                      "answers": { "q3": "B", "q5": ["A", "B"], "q15": ["A", "E"], "q21": "…" }, \
                    "otherTexts": { "q15": "…" },
                      "contact": { "name": "…", "phone": "13800138000" }, "elapsedSeconds": 214 }""";
    /// A month: whoever took longer has a wrong clock.
    static final int MAX_ELAPSED_SECONDS = 31 * 24 * 60 * 60;

    /// The sheet in a request's body.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `malformed`
    static SubmittedSheet read(byte[] body) {
        try {
            var json = Json.read(body);
            if (!json.isObject()) {
                throw malformed("body");
            }
            var questionnaire = members(json, "questionnaire", true);
            return new SubmittedSheet(
                    text(json.get("entry"), "entry"),
                    text(json.get("certificateId"), "certificateId"),
                    new QuestionnaireVersion(
                            text(questionnaire.get("code"), "questionnaire.code"),
                            number(questionnaire.get("version"), "questionnaire.version", Integer.MAX_VALUE)
                                    .orElseThrow(() -> malformed("questionnaire.version"))),
                    new Sheet(
                            members(json, "answers", true),
                            members(json, "otherTexts", false),
                            members(json, "contact", false)),
                    number(json.get("elapsedSeconds"), "elapsedSeconds", MAX_ELAPSED_SECONDS),
                    Sha256.digest(Json.canonical(json)));
        } catch (IOException e) {
            throw Problem.MALFORMED.because("请求正文不是有效的 JSON", "The body is no valid JSON");
        }
    }

    private static Map<String, JsonNode> members(JsonNode parent, String field, boolean required) {
        var value = parent.get(field);
        var members = new LinkedHashMap<String, JsonNode>();
        if (value == null || value.isNull()) {
            if (required) {
                throw malformed(field);
            }
            return members;
        }
        if (!value.isObject()) {
            throw malformed(field);
        }
        value.entries().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        return members;
    }

    private static String text(@Nullable JsonNode value, String field) {
        return Optional.ofNullable(value)
                .filter(JsonNode::isString)
                .map(JsonNode::getStringValue)
                .orElseThrow(() -> malformed(field));
    }

    private static OptionalInt number(@Nullable JsonNode value, String field, int largest) {
        if (value == null || value.isNull()) {
            return OptionalInt.empty();
        }
        try {
            var number = Optional.of(value)
                    .filter(JsonNode::isNumber)
                    .map(JsonNode::getBigDecimalValue)
                    .orElseThrow(() -> malformed(field))
                    .intValueExact();
            if (number >= 0 && number <= largest) {
                return OptionalInt.of(number);
            }
        } catch (ArithmeticException e) {
            // No whole number: told below, like one out of range.
        }
        throw malformed(field);
    }

    private static RuntimeException malformed(String field) {
        return Problem.MALFORMED.because(field + " 缺失或格式有误", field + " is missing or has the wrong form");
    }
}
