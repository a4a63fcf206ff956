package io.github.certpulse.numbers.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.definition.DefinitionReader;
import io.github.certpulse.survey.questionnaire.Answer;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.RandomAnswers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares the fast reading of answers with the plain one.
@Fast
class MarksTest {
    private static final int SHEETS = 3000;

    @ParameterizedTest
    @ValueSource(strings = {"teacher-2020", "student-2020"})
    void readWhatTheDefinitionReads(String code) throws IOException {
        var definition = definition(code);
        var marks = new Marks(new Layout(definition));
        var people = new RandomAnswers(definition, new Random(7));
        for (var i = 0; i < SHEETS; i++) {
            var accepted = people.next(i % 2 == 0 ? Map.of() : Map.of("q1", "恩施\"州\"", "q2", "B"));
            marks.read(Json.canonical(accepted.answersAsJson()));
            compare(marks, definition, accepted.answers());
        }
    }

    @Test
    void readJsonThatIsNotCanonical() throws IOException {
        var definition = definition("teacher-2020");
        var marks = new Marks(new Layout(definition));
        for (var json : List.of(
                " {\"q7\" : \"A\" ,\n\"q3\":\"B\"}",
                "{}",
                "{ }",
                "{\"q7\":\"\\u0041\",\"q8\":[ \"A\" , \"D\" ]}",
                "{\"q21\":\"\\u597d\\n\\\"\\\\\"}",
                "{\"\\u0071\\u0037\":\"B\"}",
                "{\"q21\":\"\"}")) {
            marks.read(json.getBytes(UTF_8));
            compare(marks, definition, definition.readAnswers(Json.read(json.getBytes(UTF_8))));
        }
    }

    @Test
    void ignoreAnswersOffThePath() {
        var marks = new Marks(new Layout(definition("teacher-2020")));
        marks.read("{\"q7\":\"B\",\"q8\":[\"A\"],\"q9\":\"A\"}".getBytes(UTF_8));
        assertThat(marks.isAsked(7)).isFalse();
        assertThat(marks.isAnswered(7)).isFalse();
        assertThat(marks.chosen(8)).isZero();
        assertThat(marks.chosen(6)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "{\"q7\":\"A\"", "{\"q7\":\"A\"}x", "{\"q7\":\"E\"}", "{\"q7\":[\"A\"]}",
                    "{\"q5\":\"A\"}", "{\"q5\":[\"A\",\"Z\"]}", "{\"q99\":\"A\"}", "{\"q7\":7}",
                    "{\"q7\":\"A\",\"q7\":\"B\"}", "{\"q21\":\"a\nb\"}", "{\"q7\":}", "{\"q7\":null}"})
    void refuseAnswersThatTheQuestionnaireDoesNotAllow(String json) {
        var marks = new Marks(new Layout(definition("teacher-2020")));
        assertThatThrownBy(() -> marks.read(json.getBytes(UTF_8))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void keepNothingOfThePreviousSheet() {
        var marks = new Marks(new Layout(definition("teacher-2020")));
        marks.read("{\"q21\":\"意见\",\"q7\":\"A\",\"q9\":\"C\"}".getBytes(UTF_8));
        assertThatThrownBy(() -> marks.read("{\"q3\":\"A\",\"q7\":\"E\"}".getBytes(UTF_8)))
                .isInstanceOf(RuntimeException.class);
        marks.read("{\"q4\":\"D\"}".getBytes(UTF_8));
        assertThat(marks.text(20)).isEmpty();
        assertThat(marks.isAnswered(2)).isFalse();
        assertThat(marks.isAsked(8)).isFalse();
        assertThat(marks.chosen(3)).isEqualTo(8);
    }

    @Test
    void haveTheSameFingerprintForTheSameAnswersOnly() throws IOException {
        var layout = new Layout(definition("student-2020"));
        var people = new RandomAnswers(layout.definition(), new Random(11));
        var seen = new java.util.HashMap<Long, String>();
        for (var i = 0; i < SHEETS; i++) {
            var accepted = people.next(Map.of("q1", "城市" + i, "q2", "AB".substring(i % 2, i % 2 + 1)));
            var one = new Marks(layout);
            one.read(Json.canonical(accepted.answersAsJson()));
            var own = accepted.answers()
                    .entrySet()
                    .stream()
                    .filter(answer -> !List.of("q1", "q2").contains(answer.getKey()))
                    .map(Object::toString)
                    .collect(Collectors.joining());
            assertThat(seen.computeIfAbsent(one.fingerprint(), _ -> own)).isEqualTo(own);
        }
        assertThat(seen).hasSizeGreaterThan(SHEETS / 2);
    }

    private static void compare(Marks marks, Definition definition, Map<String, Answer> answers) {
        var path = definition.path(answers).stream().map(Question::id).toList();
        var questions = List.copyOf(definition.questions().keySet());
        for (var question = 0; question < questions.size(); question++) {
            var id = questions.get(question);
            var answer = path.contains(id) ? answers.get(id) : null;
            assertThat(marks.isAsked(question)).as(id).isEqualTo(path.contains(id));
            assertThat(marks.isAnswered(question)).as(id).isEqualTo(answer != null);
            switch (answer) {
                case Answer.One(var option) -> assertThat(chosen(marks, question)).as(id).containsExactly(option);
                case Answer.Several(var options) ->
                        assertThat(chosen(marks, question)).as(id).containsExactlyInAnyOrderElementsOf(options);
                case Answer.Text(var text) -> assertThat(marks.text(question)).as(id).contains(text);
                case null -> {
                    assertThat(chosen(marks, question)).as(id).isEmpty();
                    assertThat(marks.text(question)).as(id).isEmpty();
                }
            }
        }
    }

    private static List<String> chosen(Marks marks, int question) {
        var options = marks.layout().options(question);
        return java.util.stream.IntStream.range(0, options.size())
                .filter(option -> (marks.chosen(question) >> option & 1) == 1)
                .mapToObj(option -> options.get(option).code())
                .toList();
    }

    private static Definition definition(String code) {
        try (var file = MarksTest.class.getResourceAsStream("/questionnaires/" + code + ".1.json")) {
            return DefinitionReader.read(Json.read(file.readAllBytes()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
