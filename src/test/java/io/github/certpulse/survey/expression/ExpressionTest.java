package io.github.certpulse.survey.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Condition.All;
import io.github.certpulse.survey.questionnaire.Condition.Any;
import io.github.certpulse.survey.questionnaire.Condition.In;
import io.github.certpulse.survey.questionnaire.Condition.Not;
import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.testing.Fast;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Expressions as authors write them. Questions whose names begin with m are multiple choices.
@Fast
class ExpressionTest {
    private static final In A = new In("q7", Set.of("A"));
    private static final In B = new In("q8", Set.of("B"));
    private static final In M = new In("m5", Set.of("A"));

    @ParameterizedTest
    @ValueSource(
            strings = {"${q7} = 'A'", "${q7}=\"A\"", "  ${ q7 }  =\n'A' ", "'A' = ${q7}", "(${q7} = 'A')",
                    "((${q7}='A'))", "selected(${q7}, 'A')", "selected ( ${q7} ,\"A\" )",
                    "${q7} = ‘A’", "${q7} = “A”", "${q7}\u00a0=\u3000' A '", "${q7} == 'A'", "${q7} = `A`",
                    "＄｛q7｝＝'A'", "（${q7}='A'）", "selected(${q7}，'A')", "SELECTED(${q7}, 「A」)", "${ q7\u00a0} = 'Ａ'"})
    void readsAChoiceInEverySpelling(String expression) throws Exception {
        assertThat(parse(expression)).isEqualTo(A);
    }

    @Test
    void readsNumbersAsOptions() throws Exception {
        assertThat(parse("${q7} = 1")).isEqualTo(new In("q7", Set.of("1")));
        assertThat(parse("${q7} = 1.0 or ${q7} = 2")).isEqualTo(new In("q7", Set.of("1", "2")));
    }

    @Test
    void joinsTheOptionsOfOneQuestion() throws Exception {
        assertThat(parse("${q7} = 'A' or ${q7} = 'B' or ${q7} = 'C'")).isEqualTo(new In("q7", Set.of("A", "B", "C")));
        assertThat(parse("selected(${m5}, 'A') or selected(${m5}, 'B')")).isEqualTo(new In("m5", Set.of("A", "B")));
        assertThat(parse("${q7} = 'A' or (${q7} = 'B')")).isEqualTo(new Any(List.of(A, new In("q7", Set.of("B")))));
        assertThat(parse("${q7} = 'A' or ${q8} = 'B'")).isEqualTo(new Any(List.of(A, B)));
    }

    @Test
    void givesAndPrecedenceOverOr() throws Exception {
        assertThat(parse("${q7} = 'A' or ${q8} = 'B' and selected(${m5}, 'A')"))
                .isEqualTo(new Any(List.of(A, new All(List.of(B, M)))));
        assertThat(parse("(${q7} = 'A' or ${q8} = 'B') and selected(${m5}, 'A')"))
                .isEqualTo(new All(List.of(new Any(List.of(A, B)), M)));
        assertThat(parse("not(${q7} = 'A' or ${q8} = 'B')")).isEqualTo(new Not(new Any(List.of(A, B))));
        assertThat(parse("${q7} != 'A' and not(selected(${m5}, 'A'))"))
                .isEqualTo(new All(List.of(new Not(A), new Not(M))));
    }

    @Test
    void acceptsConstantsOnlyAlone() throws Exception {
        assertThat(parse("true()")).isEqualTo(new Condition.Always());
        assertThat(parse("(false( ))")).isEqualTo(new Condition.Never());
        for (var mixed : List.of(
                "not(true())",
                "${q7} = 'A' or true()",
                "${q7} = 'A' and false()",
                "true() or ${q7} = 'A'",
                "true() and true()")) {
            assertThat(refusal(mixed).rule().code()).as(mixed).isEqualTo("constant-within");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                    "${q7} = | expression-malformed | “” at character 8: "
                            + "expected here is an option in quotes such as 'A'",
                    "${q7} 'A' | expression-malformed | “A” at character 7: "
                            + "expected here is a comparison such as = or !=",
                    "${q7} | expression-malformed | “” at character 6: expected here is a comparison such as = or !=",
                    "${q7} = 'A' ${q8} = 'B' | expression-malformed | “q8” at character 13: "
                            + "expected here is and, or, or the end",
                    "(${q7} = 'A' | expression-malformed | “” at character 13: expected here is “)”",
                    "${q7} = 'A') | expression-malformed | “)” at character 12: expected here is and, or, or the end",
                    "${q7} = 'A | expression-malformed | “'” at character 9: "
                            + "expected here is a question, an option or an operator",
                    "${q7 = 'A' | expression-malformed | “$” at character 1: "
                            + "expected here is a question, an option or an operator",
                    "${q7} = 'A' and | expression-malformed | “” at character 16: "
                            + "expected here is a condition such as ${q1} = 'A'",
                    "q7 = 'A' | expression-malformed | “q7” at character 1: "
                            + "expected here is a condition such as ${q1} = 'A'",
                    "selected('A', ${q7}) | expression-malformed | “A” at character 10: "
                            + "expected here is a question such as ${q1}",
                    "${q7} = ${q8} | expression-malformed | “q8” at character 9: "
                            + "expected here is an option in quotes such as 'A'",
                    "contains(${q7}, 'A') | function-unknown | At character 1: "
                            + "the function contains() is not supported; possible are: "
                            + "selected(), count-selected(), not(), true(), false()",
                    "${q7} + 3 | operator-unknown | At character 7: “+” is not supported; "
                            + "possible are =, !=, <, <=, >, >=, and, or",
                    "${q7} = 'A' mod 2 | operator-unknown | At character 13: “mod” is not supported; "
                            + "possible are =, !=, <, <=, >, >=, and, or",
                    "${m5} = 'A' | equals-on-multiple | `At character 1: m5 is a multiple choice, "
                            + "please write selected(${m5}, 'option')`",
            })
    void reportsThePositionOfAViolation(String expression, String code, String english) {
        var violation = refusal(expression);
        assertThat(violation.rule().code()).isEqualTo(code);
        assertThat(message(violation).en()).isEqualTo(english);
        assertThat(message(violation).zh()).matches("第 \\d+ 个字符处.*");
    }

    @Test
    void acceptsTheDeepestNestingAndRefusesDeeper() throws Exception {
        UnaryOperator<String> most =
                inner -> "(".repeat(ConditionParser.MAX_NESTING) + inner + ")".repeat(ConditionParser.MAX_NESTING);
        assertThat(parse(most.apply("${q7} = 'A'"))).isEqualTo(A);
        assertThat(refusal("(" + most.apply("${q7} = 'A'") + ")").rule().code()).isEqualTo("expression-too-deep");
    }

    @Test
    void acceptsTheDepthOfADocumentAndRefusesDeeper() throws Exception {
        // Three levels around the condition, two for the choice within.
        int most = Json.MAX_DEPTH - 3 - 2;
        var deepest = parse("not(".repeat(most) + "${q7} = 'A'" + ")".repeat(most));
        assertThat(Json.read(document(deepest))).isNotNull();
        assertThatIOException().isThrownBy(() -> Json.read(document(new Not(deepest))));
        assertThat(refusal("not(".repeat(most + 1) + "${q7} = 'A'" + ")".repeat(most + 1)).rule().code())
                .isEqualTo("expression-too-deep");
    }

    @Test
    void writesConditionsAsAuthorsWriteThem() {
        assertThat(write(A)).isEqualTo("${q7} = 'A'");
        assertThat(write(new Not(A))).isEqualTo("${q7} != 'A'");
        assertThat(write(new Not(M))).isEqualTo("not(selected(${m5}, 'A'))");
        assertThat(write(new In("q7", Set.of("B", "A")))).isEqualTo("${q7} = 'A' or ${q7} = 'B'");
        assertThat(write(new All(List.of(new In("q7", Set.of("B", "A")), B))))
                .isEqualTo("(${q7} = 'A' or ${q7} = 'B') and ${q8} = 'B'");
        assertThat(write(new Any(List.of(A, new In("q7", Set.of("B")), new All(List.of(A, B))))))
                .isEqualTo("${q7} = 'A' or (${q7} = 'B') or (${q7} = 'A' and ${q8} = 'B')");
        assertThat(write(new All(List.of(A)))).isEqualTo("true() and ${q7} = 'A'");
        assertThat(write(new Any(List.of(new In("q7", Set.of("B", "A"))))))
                .isEqualTo("false() or ${q7} = 'A' or ${q7} = 'B'");
    }

    @Test
    void readsTheConditionsThatItWrote() throws Exception {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            var condition = random(random, 0);
            assertThat(parse(write(condition))).as(write(condition)).isEqualTo(condition);
        }
    }

    @Test
    void reportsAViolationForAnyMalformedText() {
        var random = new Random(6);
        var words = List.of(
                "${q7}",
                "${m5}",
                "'A'",
                "\"B\"",
                "=",
                "!=",
                "(",
                ")",
                ",",
                "and",
                "or",
                "not",
                "selected",
                "true",
                "false",
                "1",
                "$",
                "{",
                "}",
                "'",
                " ",
                "，",
                "😀");
        int sound = 0;
        for (int i = 0; i < 50_000; i++) {
            var expression = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(_ -> words.get(random.nextInt(words.size())))
                    .collect(Collectors.joining());
            try {
                var condition = parse(expression);
                assertThat(parse(write(condition))).isEqualTo(condition);
                sound++;
            } catch (UnreadableExpression unreadable) {
                assertThat(message(unreadable).en()).isNotBlank();
            }
        }
        assertThat(sound).isPositive();
    }

    private static byte[] document(Condition condition) {
        var question = JsonNode.createObjectNode(Map.of("visibleWhen", condition.asJson()));
        return Json
                .canonical(JsonNode.createObjectNode(Map.of("questions", JsonNode.createArrayNode(List.of(question)))));
    }

    private static Condition random(Random random, int depth) {
        var several = Stream.generate(() -> depth < 4 ? random(random, depth + 1) : A).limit(1 + random.nextInt(3));
        return switch (depth == 4 ? 5 : random.nextInt(7)) {
            case 0, 1 -> new All(several.toList());
            case 2, 3 -> new Any(several.toList());
            case 4 -> new Not(random(random, depth + 1));
            default -> new In(
                    List.of("q7", "q8", "m5").get(random.nextInt(3)),
                    IntStream.rangeClosed(0, random.nextInt(3))
                            .mapToObj(_ -> List.of("A", "B", "C").get(random.nextInt(3)))
                            .collect(Collectors.toSet()));
        };
    }

    private static Condition parse(String expression) throws UnreadableExpression {
        return ConditionParser.parse(expression, new KnownQuestions());
    }

    private static UnreadableExpression refusal(String expression) {
        return catchThrowableOfType(UnreadableExpression.class, () -> parse(expression));
    }

    private static Words message(UnreadableExpression unreadable) {
        return unreadable.rule().words().with(unreadable.values().toArray());
    }

    private static String write(Condition condition) {
        return new ConditionWriter(question -> question.startsWith("m")).write(condition);
    }
}
