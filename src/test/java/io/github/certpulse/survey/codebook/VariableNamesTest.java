package io.github.certpulse.survey.codebook;

import static io.github.certpulse.survey.codebook.ShortQuestionnaires.TWO_OPTIONS;
import static io.github.certpulse.survey.codebook.ShortQuestionnaires.multiple;
import static io.github.certpulse.survey.codebook.ShortQuestionnaires.official;
import static io.github.certpulse.survey.codebook.ShortQuestionnaires.options;
import static io.github.certpulse.survey.codebook.ShortQuestionnaires.read;
import static io.github.certpulse.survey.codebook.ShortQuestionnaires.single;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.certpulse.survey.codebook.Codebook.Variable;
import io.github.certpulse.survey.definition.InvalidDefinition;
import io.github.certpulse.testing.Fast;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The names of variables, which SPSS and R must accept.
@Fast
class VariableNamesTest {
    @Test
    void areAcceptedByStatisticsPrograms() {
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
    void acceptsNamesThatOnlyLookAlike() {
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
    @CsvSource({"school,every response has", "Version,every response has", "TO,statistics programs reserve",
            "if,statistics programs reserve"})
    void refusesAnIdThatIsACommonVariableOrAReservedWord(String id, String owner) {
        refuses("%s makes a variable %s, a name that %s".formatted(id, id, owner), single(id, TWO_OPTIONS));
    }

    @Test
    void accepts64OptionsAndRefusesOneMore() {
        assertThat(Codebook.from(read(multiple("q1", options(64)), single("q2", options(64)))).variables()).hasSize(65);
        refuses("q1 has 65 options, and 64 is the most", multiple("q1", options(65)));
        refuses("q1 has 65 options, and 64 is the most", single("q1", options(65)));
    }

    private static void refuses(String violation, String... questions) {
        assertThatExceptionOfType(InvalidDefinition.class).isThrownBy(() -> read(questions))
                .satisfies(invalid -> assertThat(invalid.violations()).containsExactly(violation));
    }
}
