package io.github.certpulse.survey.codebook;

import static io.github.certpulse.survey.codebook.ShortQuestionnaires.OFFICIAL;
import static io.github.certpulse.survey.codebook.ShortQuestionnaires.TWO_OPTIONS;
import static io.github.certpulse.survey.codebook.ShortQuestionnaires.multiple;
import static io.github.certpulse.survey.codebook.ShortQuestionnaires.official;
import static io.github.certpulse.survey.codebook.ShortQuestionnaires.options;
import static io.github.certpulse.survey.codebook.ShortQuestionnaires.read;
import static io.github.certpulse.survey.codebook.ShortQuestionnaires.single;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.codebook.Codebook.Value;
import io.github.certpulse.survey.codebook.Codebook.Variable;
import io.github.certpulse.testing.Fast;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class CodebookTest {
    @Test
    void namesTheVariablesOfTheTeachersInQuestionOrder() {
        assertThat(official("teacher-2020").variables()).extracting(Variable::name)
                .containsExactly(
                        "q1",
                        "q1_state",
                        "q2",
                        "q3",
                        "q4",
                        "q5_A",
                        "q5_B",
                        "q5_C",
                        "q5_D",
                        "q6",
                        "q7",
                        "q8_A",
                        "q8_B",
                        "q8_C",
                        "q8_D",
                        "q9",
                        "q10",
                        "q11_A",
                        "q11_B",
                        "q11_C",
                        "q11_D",
                        "q12",
                        "q13",
                        "q14",
                        "q15_A",
                        "q15_B",
                        "q15_C",
                        "q15_D",
                        "q15_E",
                        "q15_other",
                        "q16",
                        "q17_A",
                        "q17_B",
                        "q17_C",
                        "q17_D",
                        "q18",
                        "q19",
                        "q20",
                        "q21",
                        "q21_state");
    }

    @Test
    void namesTheVariablesOfTheStudentsInQuestionOrder() {
        assertThat(official("student-2020").variables()).extracting(Variable::name)
                .containsExactlyElementsOf(
                        Stream.concat(
                                Stream.of("q1", "q1_state"),
                                Stream.concat(
                                        IntStream.rangeClosed(2, 17).mapToObj(number -> "q" + number),
                                        Stream.of("q17_state")))
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher-2020", "student-2020"})
    void givesTheOfficialWordingOfEveryVariable(String code) {
        var definition = OFFICIAL.find(code, 1).orElseThrow().definition();
        assertThat(official(code).variables()).isNotEmpty().allSatisfy(variable -> {
            var question = definition.question(variable.question()).orElseThrow();
            assertThat(variable.number()).isEqualTo(question.number());
            assertThat(variable.text()).isEqualTo(question.text());
            variable.option()
                    .ifPresent(
                            option -> assertThat(option.label())
                                    .isEqualTo(question.options().get(option.code()).label()));
        });
    }

    @Test
    void numbersTheOptionsOfASingleChoiceAndDistinguishesSkippedFromUnanswered() {
        assertThat(variable("teacher-2020", "q9").values()).extracting(Value::number)
                .containsExactly(1, 2, 3, 4, 98, 99);
        assertThat(variable("teacher-2020", "q9").values()).extracting(Value::caption)
                .containsExactly("A. 非常满意", "B. 基本满意", "C. 一般", "D. 不满意", "未问及", "未作答");
        assertThat(variable("teacher-2020", "q15_E").values()).extracting(Value::number).containsExactly(0, 1, 98, 99);
        assertThat(variable("teacher-2020", "q21_state").values()).extracting(Value::number).containsExactly(1, 98, 99);
        assertThat(variable("teacher-2020", "q15_other")).satisfies(other -> {
            assertThat(other.type()).isEqualTo(Codebook.Type.OTHER_TEXT);
            assertThat(other.values()).isEmpty();
            assertThat(other.length()).isEqualTo(200);
            assertThat(other.option().orElseThrow().code()).isEqualTo("E");
        });
        assertThat(variable("teacher-2020", "q21").length()).isEqualTo(1000);
    }

    @Test
    void describesWhenAQuestionIsAskedAndWhetherItMustBeAnswered() {
        assertThat(variable("teacher-2020", "q8_A").askedWhen())
                .isEqualTo(new Words("第7题选“A 是”", "question 7 is A"));
        assertThat(variable("teacher-2020", "q8_A").required()).isEqualTo(new Words("必答", "required"));
        assertThat(variable("teacher-2020", "q15_other").askedWhen()).isEqualTo(new Words("总是", "always"));
        assertThat(variable("teacher-2020", "q15_other").required())
                .isEqualTo(new Words("第14题选“A 是”时必答", "required where question 14 is A"));
        assertThat(variable("teacher-2020", "q21").required()).isEqualTo(new Words("选答", "optional"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    { 'question': 's', 'in': ['B', 'A'] } | 第1题选“A 甲”、“B 乙”之一 | question 1 is one of A, B
                    { 'question': 'm', 'in': ['B'] } | 第2题选有“B 乙” | question 2 includes B
                    { 'question': 'm', 'in': ['A', 'B'] } | 第2题选有“A 甲”、“B 乙”之一 \
                    | question 2 includes one of A, B
                    { 'not': { 'question': 's', 'in': ['A'] } } | 并非（第1题选“A 甲”） | not (question 1 is A)
                    { 'all': [ { 'question': 's', 'in': ['A'] }, { 'question': 'm', 'in': ['B'] } ] } \
                    | 第1题选“A 甲”且第2题选有“B 乙” | question 1 is A and question 2 includes B
                    { 'any': [ { 'question': 's', 'in': ['A'] }, { 'question': 'm', 'in': ['B'] } ] } \
                    | 第1题选“A 甲”或第2题选有“B 乙” | question 1 is A or question 2 includes B
                    { 'any': [ { 'question': 's', 'in': ['A'] }, { 'all': [ { 'question': 's', 'in': ['B'] }, \
                    { 'question': 'm', 'in': ['A'] } ] } ] } \
                    | 第1题选“A 甲”或（第1题选“B 乙”且第2题选有“A 甲”） \
                    | question 1 is A or (question 1 is B and question 2 includes A)
                    """,
            quoteCharacter = '~')
    void describesEveryConditionInWords(String condition, String zh, String en) {
        var codebook = Codebook.from(
                read(
                        single("s", TWO_OPTIONS),
                        multiple("m", TWO_OPTIONS),
                        "{ 'id': 't', 'number': 3, 'type': 'text', 'text': '丙', 'required': false, "
                                + "'maxLength': 5, 'visibleWhen': "
                                + condition
                                + " }"));
        assertThat(codebook.variables().getLast().askedWhen()).isEqualTo(new Words(zh, en));
    }

    private static Variable variable(String questionnaire, String name) {
        return official(questionnaire).variables()
                .stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
