package io.github.certpulse.survey.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.questionnaire.Answer;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.testing.Fast;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The rules for definitions, with a valid definition and changes that break it.
@Fast
class DefinitionTest {
    private static final String SOUND =
            """
                    { "code": "short", "version": 1, "role": "TEACHER", "title": "短", \
                    "introduction": "请填写。", "closing": "谢谢！",
                      "sections": [ { "title": "一", "questions": ["q1", "q2"] }, \
                    { "title": "二", "questions": ["q3"] } ],
                      "questions": [
                        { "id": "q1", "number": 1, "type": "single", "text": "甲", "required": true,
                          "options": [ { "code": "A", "label": "是" }, { "code": "B", "label": "否" } ] },
                        { "id": "q2", "number": 2, "type": "multiple", "text": "乙", "required": false,
                          "visibleWhen": { "question": "q1", "in": ["A"] },
                          "options": [ { "code": "A", "label": "一" }, { "code": "B", "label": "二" } ] },
                        { "id": "q3", "number": 3, "type": "text", "text": "丙", \
                    "required": { "question": "q2", "in": ["B"] }, "maxLength": 10 }
                      ],
                      "contact": { "introduction": "可以留下联系方式。" } }
                    """;

    @Test
    void readsAValidDefinition() {
        var definition = read(SOUND);
        assertThat(definition.questions().keySet()).containsExactly("q1", "q2", "q3");
        assertThat(definition.question("q3").orElseThrow().kind()).isEqualTo(new Question.Kind.Text(10));
        assertThat(definition.question("q4")).isEmpty();
    }

    @Test
    void reportsMissingTexts() {
        refuses("\"title\": \"短\"", "\"title\": \"　\"", "definition needs words in title");
        refuses("\"introduction\": \"请填写。\", ", "", "definition needs words in introduction");
        refuses("\"closing\": \"谢谢！\"", "\"closing\": 5", "definition needs words in closing");
        refuses("\"title\": \"一\"", "\"title\": \"\"", "section needs words in title");
        refuses("\"text\": \"甲\"", "\"text\": \"\"", "q1 needs words in text");
        refuses("\"label\": \"否\"", "\"label\": \" \"", "q1's option needs words in label");
        refuses("{ \"introduction\": \"可以留下联系方式。\" }", "{}", "contact needs words in introduction");
        refuses("\"text\": \"甲\"", "\"text\": \"甲\", \"note\": \"\"", "q1 needs words in note");
    }

    @Test
    void reportsUnknownFieldsAndInvalidValues() {
        refuses("\"TEACHER\"", "\"PARENT\"", "definition needs one of [TEACHER, STUDENT] in role");
        refuses("\"type\": \"text\"", "\"type\": \"date\"", "q3 needs a type: single, multiple or text");
        refuses(
                "\"code\": \"short\"",
                "\"code\": \"short\", \"colour\": \"red\"",
                "definition has an unknown field colour");
        refuses("\"required\": true", "\"required\": true, \"requierd\": 1", "q1 has an unknown field requierd");
        refuses(
                "\"maxLength\": 10",
                "\"maxLength\": 10, \"prefill\": \"school.name\"",
                "q3 needs one of [school.city, school.level] in prefill");
        refuses(
                "\"code\": \"short\"",
                "\"code\": \"Kurz!\"",
                "definition needs a code of the form (?!.*\\.\\.)[a-z0-9][a-z0-9._-]{0,63}");
        refuses(
                "\"version\": 1",
                "\"version\": 1.5",
                "definition needs a whole number from 1 to 2147483647 in version");
    }

    @Test
    void refusesConditionsOnAnythingButEarlierChoices() {
        refuses("\"question\": \"q2\"", "\"question\": \"q9\"", "q3's required refers to q9, which is not a question");
        refuses(
                "\"question\": \"q1\"",
                "\"question\": \"q2\"",
                "q2's relevant refers to q2, which is not an earlier question");
        refuses(
                "\"question\": \"q1\"",
                "\"question\": \"q3\"",
                "q2's relevant refers to q3, which is not an earlier question",
                "q2's relevant refers to q3, which is a text");
        refuses("\"in\": [\"B\"]", "\"in\": [\"B\", \"Z\"]", "q3's required refers to q2, which has no option Z");
        refuses("\"in\": [\"B\"]", "\"in\": []", "q3's condition needs at least one entry in in");
        refuses(
                "{ \"question\": \"q1\", \"in\": [\"A\"] }",
                "{ \"all\": [] }",
                "q2's condition needs at least one entry in all");
        refuses(
                "{ \"question\": \"q1\", \"in\": [\"A\"] }",
                "{ \"any\": [] }",
                "q2's condition needs at least one entry in any");
        refuses(
                "{ \"question\": \"q1\", \"in\": [\"A\"] }",
                "{ \"not\": { \"all\": [ { \"question\": \"q3\", \"in\": [\"A\"] } ] } }",
                "q2's relevant refers to q3, which is not an earlier question",
                "q2's relevant refers to q3, which is a text");
        refuses(
                "{ \"question\": \"q1\", \"in\": [\"A\"] }",
                "true",
                "q2's condition must be an object",
                "q2's condition must be {question, in}, {all}, {any} or {not}");
        refuses("\"required\": true", "\"required\": \"yes\"", "q1 needs required: true, false or a condition");
    }

    @Test
    void refusesTwoConditionsThatReferToEachOther() {
        refuses(
                "\"required\": true",
                "\"required\": { \"question\": \"q2\", \"in\": [\"A\"] }",
                "q1's required refers to q2, which is not an earlier question");
    }

    @Test
    void requiresEveryQuestionInOneSectionAndInOrder() {
        refuses("[\"q1\", \"q2\"]", "[\"q1\"]", "q2 is not in any section");
        refuses("[\"q3\"]", "[\"q3\", \"q1\"]", "sections contain q1 twice");
        refuses("[\"q3\"]", "[\"q3\", \"q4\"]", "sections contain q4, which is not a question");
        refuses(
                "[\"q1\", \"q2\"]",
                "[\"q2\", \"q1\"]",
                "sections list the questions in another order than questions does");
    }

    @Test
    void refusesDuplicateNumbersIdsAndOptions() {
        refuses("\"number\": 2", "\"number\": 1", "q2 has number 1, which another question has");
        refuses(
                "\"id\": \"q2\"",
                "\"id\": \"q1\"",
                "q1 is in questions twice",
                "sections contain q2, which is not a question",
                "q1's relevant refers to q1, which is not an earlier question",
                "q3's required refers to q2, which is not a question");
        refuses(
                "{ \"code\": \"B\", \"label\": \"否\" }",
                "{ \"code\": \"A\", \"label\": \"否\" }",
                "q1 has option A twice");
    }

    @Test
    void requiresOptionsForChoicesAndALengthForTexts() {
        refuses(
                "[ { \"code\": \"A\", \"label\": \"是\" }, { \"code\": \"B\", \"label\": \"否\" } ]",
                "[]",
                "q1 needs at least one entry in options",
                "q2's relevant refers to q1, which has no option A");
        refuses("\"maxLength\": 10", "\"maxLength\": 10, \"options\": []", "q3 is a text and has options");
        refuses(", \"maxLength\": 10", "", "q3 needs a whole number from 1 to 1000 in maxLength");
        refuses("\"maxLength\": 10", "\"maxLength\": 0", "q3 needs a whole number from 1 to 1000 in maxLength");
        refuses("\"maxLength\": 10", "\"maxLength\": 1001", "q3 needs a whole number from 1 to 1000 in maxLength");
        refuses(
                "\"label\": \"是\" }, { \"code\": \"B\"",
                "\"label\": \"是\", \"otherText\": true }, { \"otherText\": true, \"code\": \"B\"",
                "q1 has two options with otherText, and a sheet has one text for them");
    }

    @Test
    void refusesPrefillsThatDoNotFitTheirQuestions() {
        refuses(
                "\"required\": true",
                "\"required\": true, \"prefill\": \"school.city\"",
                "q1 is prefilled from school.city and needs to be a text");
        refuses(
                "\"required\": true",
                "\"required\": true, \"prefill\": \"school.level\"",
                "q1 is prefilled from school.level and needs single options that name levels");
        refuses(
                "\"label\": \"是\"",
                "\"label\": \"是\", \"level\": \"中职\"",
                "q1 has options that name levels and is not prefilled from school.level");
    }

    @Test
    void reportsAllViolationsAtOnce() {
        var broken = SOUND.replace("\"title\": \"短\", ", "")
                .replace("\"number\": 2", "\"number\": 1")
                .replace("\"in\": [\"B\"]", "\"in\": [\"Z\"]");
        assertThatExceptionOfType(InvalidDefinition.class).isThrownBy(() -> read(broken))
                .satisfies(
                        invalid -> assertThat(invalid.violations())
                                .containsExactly(
                                        "definition needs words in title",
                                        "q2 has number 1, which another question has",
                                        "q3's required refers to q2, which has no option Z"));
    }

    @Test
    void ignoresAnswersThatAreNotOnThePath() {
        var path = read(SOUND).path(Map.of("q1", new Answer.One("B"), "q2", new Answer.Several(List.of("B"))));
        assertThat(path).extracting(Question::id).containsExactly("q1", "q3");
    }

    @Test
    void refusesStoredAnswersOfAnotherQuestionnaire() {
        assertThatIllegalArgumentException().isThrownBy(() -> read(SOUND).readAnswers(json("{ \"q4\": \"A\" }")));
    }

    private static void refuses(String sound, String broken, String... violations) {
        assertThat(SOUND).contains(sound);
        assertThatExceptionOfType(InvalidDefinition.class)
                .isThrownBy(() -> read(SOUND.replaceFirst(Pattern.quote(sound), Matcher.quoteReplacement(broken))))
                .satisfies(invalid -> assertThat(invalid.violations()).containsExactly(violations));
    }

    private static Definition read(String text) {
        return DefinitionReader.read(json(text));
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
