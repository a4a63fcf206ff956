package io.github.certpulse.platform.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.certpulse.platform.problem.Violation;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldReaderTest {
    private static final FieldRule RULE = new FieldRule("broken", "不对", "wrong");

    @Test
    void readsFieldsByTheirPath() throws IOException {
        var fields = fields("{ \"a\": { \"b\": \" x \", \"n\": 5.0, \"f\": true }, \"l\": [1] }");
        assertThat(fields.text("a.b", 1)).contains("x");
        assertThat(fields.optional("a.n", JsonType.wholeNumber(0, 5), RULE)).contains(5);
        assertThat(fields.optional("a.f", JsonType.flag(), FieldRule.FLAG)).contains(true);
        assertThat(fields.required("l", JsonType.items(), RULE).orElseThrow()).hasSize(1);
        assertThat(fields.required("a", JsonType.members(), RULE).orElseThrow()).containsOnlyKeys("b", "n", "f");
        assertThat(fields.violations()).isEmpty();
    }

    @Test
    void collectsEveryViolationInTheOrderOfReading() throws IOException {
        var fields = fields("{ \"a\": 1, \"long\": \"abc\", \"blank\": \" \" }");
        assertThat(fields.required("missing", JsonType.text(), RULE)).isEmpty();
        assertThat(fields.optional("a", JsonType.text(), RULE)).isEmpty();
        assertThat(fields.text("long", 2)).contains("abc");
        assertThat(fields.requiredText("blank", 2)).isEmpty();
        assertThat(fields.optional("a.b", JsonType.text(), RULE)).isEmpty();
        assertThat(fields.violations()).extracting(Violation::field, Violation::code)
                .containsExactly(
                        tuple("missing", "broken"),
                        tuple("a", "broken"),
                        tuple("long", "too-long"),
                        tuple("blank", "required"),
                        tuple("a.b", "wrong-type"));
    }

    @Test
    void treatsNullAsAbsent() throws IOException {
        var fields = fields("{ \"a\": null }");
        assertThat(fields.optional("a", JsonType.text(), RULE)).isEmpty();
        assertThat(fields.violations()).isEmpty();
        assertThat(fields.required("a", JsonType.text(), RULE)).isEmpty();
        assertThat(fields.violations()).containsExactly(RULE.at("a"));
    }

    @Test
    void treatsBlankParametersAsAbsent() {
        var fields = FieldReader.fromParameters(Map.of("a", " ", "b", " x"));
        assertThat(fields.text("a", 5)).isEmpty();
        assertThat(fields.text("b", 5)).contains("x");
        assertThat(fields.optional("b", JsonType.text(), RULE)).contains(" x");
        assertThat(fields.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "10, true", "1E+1, true", "9.0, true", "11, false", "-1, false", "0.5, false",
            "1E999999999, false", "1E-999999999, false"})
    void readsWholeNumbersWithinTheirBounds(BigDecimal number, boolean read) {
        assertThat(JsonType.wholeNumber(0, 10).read(JsonNode.createNumberNode(number)).isPresent()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "0.25, true", "0.2500, true", "0.255, false", "1.01, false", "-0.1, false"})
    void readsDecimalsWithinTheirBounds(BigDecimal number, boolean read) {
        var type = JsonType.decimal(BigDecimal.ZERO, BigDecimal.ONE, 2);
        assertThat(type.read(JsonNode.createNumberNode(number)).isPresent()).isEqualTo(read);
    }

    @Test
    void readsOneOfSeveralValues() {
        var type = JsonType.oneOf(new Integer[]{1, 2}, number -> "n" + number);
        assertThat(List.of("n1", "n2", "N1", "1")).filteredOn(word -> type.read(text(word)).isPresent())
                .containsExactly("n1", "n2");
    }

    @Test
    void readsTimesWithAnOffsetOnly() {
        var type = JsonType.time();
        assertThat(type.read(text("2026-11-20T08:00:00+08:00"))).isPresent();
        assertThat(type.read(text("2026-11-20T08:00:00"))).isEmpty();
        assertThat(type.read(JsonNode.createNumberNode(1))).isEmpty();
    }

    private static JsonNode text(String text) {
        return JsonNode.createStringNode(text);
    }

    private static FieldReader fields(String json) throws IOException {
        return new FieldReader(Json.read(json.getBytes(UTF_8)));
    }
}
