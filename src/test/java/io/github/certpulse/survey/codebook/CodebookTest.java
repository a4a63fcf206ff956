package io.github.certpulse.survey.codebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.codebook.Codebook.Value;
import io.github.certpulse.survey.codebook.Codebook.Variable;
import io.github.certpulse.survey.definition.DefinitionReader;
import io.github.certpulse.survey.definition.InvalidDefinition;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.PublishedInMemory;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class CodebookTest {
    private static final Questionnaires OFFICIAL = new Questionnaires(new PublishedInMemory());
    private static final String TWO_OPTIONS = "{ 'code': 'A', 'label': '甲' }, { 'code': 'B', 'label': '乙' }";

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
    void numbersTheOptionsOfASingleChoiceAndTellsTheKindsOfAbsenceApart() {
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
    void saysWhenAQuestionIsAskedAndWhetherItMustBeAnswered() {
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
    void saysEveryConditionInWords(String condition, String zh, String en) {
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

    @Test
    void keepsEveryNameWithinWhatStatisticsProgramsTake() {
        var longest = "q2345678901234567890123456789012";
        var codebook = Codebook.from(
                read(
                        multiple(longest, "{ 'code': 'Ab345678', 'label': '甲', 'otherText': true }"),
                        single("q_", TWO_OPTIONS)));
        assertThat(codebook.variables()).extracting(Variable::name)
                .containsExactly(longest + "_Ab345678", longest + "_other", "q_");
        for (var each : List.of(codebook, official("teacher-2020"), official("student-2020"))) {
            var names = Stream.concat(
                    each.common().stream().map(Codebook.Common::name),
                    each.variables().stream().map(Variable::name)).toList();
            assertThat(names)
                    .allMatch(name -> name.matches("[A-Za-z][A-Za-z0-9_]*") && name.getBytes(UTF_8).length <= 64);
            assertThat(new HashSet<>(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList()))
                    .hasSameSizeAs(names);
        }
    }

    @Test
    void takesNamesThatOnlyLookAlike() {
        var codebook = Codebook.from(
                read(
                        single("q1_state", TWO_OPTIONS),
                        multiple("q1", TWO_OPTIONS),
                        multiple("if", TWO_OPTIONS),
                        single("q2", "{ 'code': 'a', 'label': '甲' }, { 'code': 'A', 'label': '乙' }")));
        assertThat(codebook.variables()).extracting(Variable::name)
                .containsExactly("q1_state", "q1_A", "q1_B", "if_A", "if_B", "q2");
    }

    @Test
    void refusesAnIdThatIsAnotherQuestionsVariable() {
        var text = "{ 'id': 'q1', 'number': 1, 'type': 'text', 'text': '丙', 'required': false, 'maxLength': 5 }";
        refuses("q1_STATE makes a variable q1_STATE, a name that q1 has", text, single("q1_STATE", TWO_OPTIONS));
        refuses(
                "q1_a makes a variable q1_a, a name that q1 has",
                multiple("q1", TWO_OPTIONS),
                single("q1_a", TWO_OPTIONS));
        refuses(
                "q1_other makes a variable q1_other, a name that q1 has",
                single("q1", "{ 'code': 'A', 'label': '甲', 'otherText': true }"),
                single("q1_other", TWO_OPTIONS));
        refuses("Q1 makes a variable Q1, a name that q1 has", single("q1", TWO_OPTIONS), single("Q1", TWO_OPTIONS));
        refuses(
                "q1 makes a variable q1_a, a name that q1 has",
                multiple("q1", "{ 'code': 'A', 'label': '甲' }, { 'code': 'a', 'label': '乙' }"));
        refuses(
                "q1 makes a variable q1_other, a name that q1 has",
                multiple("q1", "{ 'code': 'other', 'label': '甲', 'otherText': true }"));
    }

    @ParameterizedTest
    @CsvSource({"school,every response has", "Version,every response has", "TO,statistics programs keep for themselves",
            "if,statistics programs keep for themselves"})
    void refusesAnIdThatIsTakenEverywhere(String id, String owner) {
        refuses("%s makes a variable %s, a name that %s".formatted(id, id, owner), single(id, TWO_OPTIONS));
    }

    @Test
    void takes64OptionsAndRefusesOneMore() {
        assertThat(Codebook.from(read(multiple("q1", options(64)), single("q2", options(64)))).variables()).hasSize(65);
        refuses("q1 has 65 options, and 64 is the most", multiple("q1", options(65)));
        refuses("q1 has 65 options, and 64 is the most", single("q1", options(65)));
    }

    private static String options(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(each -> "{ 'code': '%d', 'label': '选项' }".formatted(each))
                .collect(Collectors.joining(","));
    }

    private static String single(String id, String options) {
        return question(id, "single", options);
    }

    private static String multiple(String id, String options) {
        return question(id, "multiple", options);
    }

    private static String question(String id, String type, String options) {
        return "{ 'id': '%s', 'type': '%s', 'text': '题', 'required': true, 'options': [ %s ] }"
                .formatted(id, type, options);
    }

    private static void refuses(String violation, String... questions) {
        assertThatExceptionOfType(InvalidDefinition.class).isThrownBy(() -> read(questions))
                .satisfies(invalid -> assertThat(invalid.violations()).containsExactly(violation));
    }

    /// A questionnaire of these questions, numbered from 1 where they have no number.
    private static Definition read(String... questions) {
        var numbered = IntStream.range(0, questions.length)
                .mapToObj(
                        place -> questions[place].contains("'number'") ? questions[place]
                                : questions[place].replaceFirst("'type'", "'number': " + (place + 1) + ", 'type'"))
                .collect(Collectors.joining(","));
        var ids = Stream.of(questions)
                .map(question -> question.replaceFirst(".*?'id': '([^']*)'.*", "'$1'"))
                .collect(Collectors.joining(","));
        var json =
                """
                        { 'code': 'short', 'version': 1, 'role': 'TEACHER', 'title': '短', \
                        'introduction': '请填写。', 'closing': '谢谢！',
                          'sections': [ { 'title': '一', 'questions': [ %s ] } ], 'questions': [ %s ], \
                        'contact': { 'introduction': '可以留下联系方式。' } }
                        """
                        .formatted(ids, numbered)
                        .replace('\'', '"');
        try {
            return DefinitionReader.read(Json.read(json.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Variable variable(String questionnaire, String name) {
        return official(questionnaire).variables()
                .stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Codebook official(String code) {
        return Codebook.from(OFFICIAL.find(code, 1).orElseThrow().definition());
    }
}
