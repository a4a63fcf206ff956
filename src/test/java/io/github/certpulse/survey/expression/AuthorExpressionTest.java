package io.github.certpulse.survey.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.certpulse.survey.questionnaire.Answer;
import io.github.certpulse.survey.questionnaire.Condition.All;
import io.github.certpulse.survey.questionnaire.Condition.In;
import io.github.certpulse.survey.questionnaire.Condition.Not;
import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.testing.Fast;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expressions in the words of authors: capitals, names and numbers of their own, counts of chosen options.
@Fast
class AuthorExpressionTest {
    @Test
    void readsWordsInCapitalsAndLineBreaks() throws Exception {
        assertThat(parse("${q7} = 'A'\r\nOR ${q7} = 'B'")).isEqualTo(new In("q7", Set.of("A", "B")));
        assertThat(parse("NOT(${q7} = 'A') AND ${q8} = 'B'"))
                .isEqualTo(new All(List.of(new Not(new In("q7", Set.of("A"))), new In("q8", Set.of("B")))));
        assertThat(parse("${q7} = 'A' && ${q8} = 'B'"))
                .isEqualTo(new All(List.of(new In("q7", Set.of("A")), new In("q8", Set.of("B")))));
    }

    @Test
    void knowsQuestionsAndOptionsByTheNamesOfTheirAuthor() throws Exception {
        assertThat(parse("${年龄} = '18-24'")).isEqualTo(new In("q9", Set.of("18_24")));
        assertThat(ConditionParser.references("＄｛年龄｝ = ‘1’ oder ${ q.7 } >")).containsExactlyInAnyOrder("年龄", "q.7");
    }

    @Test
    void readsWhetherAQuestionIsAnswered() throws Exception {
        var any = new In("m5", Set.of("A", "B", "C"));
        assertThat(parse("${m5} != ''")).isEqualTo(any);
        assertThat(parse("${m5} = \"\"")).isEqualTo(new Not(any));
    }

    @Test
    void comparesOptionsThatAreNumbers() throws Exception {
        assertThat(parse("${n1} > 1")).isEqualTo(new In("n1", Set.of("2", "3")));
        assertThat(parse("2 >= ${n1}")).isEqualTo(new In("n1", Set.of("1", "2", "-99")));
        assertThat(parse("${n1} < 0")).isEqualTo(new In("n1", Set.of("-99")));
        assertThat(parse("${n1} = -99")).isEqualTo(new In("n1", Set.of("-99")));
        assertThat(parse("${n1} ≤ '1' or ${n1} = 3")).isEqualTo(new In("n1", Set.of("1", "-99", "3")));
        assertThat(refusal("${n1} > 3").rule().code()).isEqualTo("comparison-never-true");
        assertThat(refusal("${n1} > 'A'").rule().code()).isEqualTo("order-needs-numbers");
        assertThat(refusal("${年龄} > 1").rule().code()).isEqualTo("order-needs-numbers");
    }

    @ParameterizedTest
    @CsvSource({"> 1,2,3", ">= 1,1,3", "< 1,0,0", "<= 1,0,1", "= 2,2,2", "= 0,0,0", "!= 3,0,2", ">= 0,0,3", "= 3,3,3"})
    void countsChosenOptions(String comparison, int least, int most) throws Exception {
        var condition = parse("count-selected(${m5}) " + comparison);
        for (int chosen = 0; chosen <= 3; chosen++) {
            for (var codes : List.of(List.of("A", "B", "C"), List.of("C", "A", "B"), List.of("B", "C", "A"))) {
                var answers = chosen == 0 ? Map.<String, Answer>of()
                        : Map.<String, Answer>of("m5", new Answer.Several(codes.subList(0, chosen)));
                assertThat(condition.holds(answers)).as("%d chosen", chosen)
                        .isEqualTo(chosen >= least && chosen <= most);
            }
        }
        assertThat(parse(write(condition))).isEqualTo(condition);
    }

    @Test
    void refusesToCountWhatIsNoNumberOrTooMuch() {
        assertThat(refusal("count-selected(${m5}) > 'A'").rule().code()).isEqualTo("count-needs-number");
        assertThat(refusal("count-selected(${m5}) > -1").rule().code()).isEqualTo("count-needs-number");
        assertThat(new ChosenCount("m5", Collections.nCopies(64, "A")).condition(Comparison.MORE, 5)).isEmpty();
    }

    private static Condition parse(String expression) throws UnreadableExpression {
        return ConditionParser.parse(expression, new KnownQuestions());
    }

    private static UnreadableExpression refusal(String expression) {
        return catchThrowableOfType(UnreadableExpression.class, () -> parse(expression));
    }

    private static String write(Condition condition) {
        return new ConditionWriter(question -> question.startsWith("m")).write(condition);
    }
}
