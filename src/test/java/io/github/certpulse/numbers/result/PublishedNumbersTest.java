package io.github.certpulse.numbers.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers for publication: tests with their validity, and no counts of few people.
@Fast
class PublishedNumbersTest {
    private static final int PEOPLE = 160;
    private static Province province;

    @BeforeAll
    static void answer() {
        province = Province.with(
                TestService.shared(),
                IntStream.range(0, 12)
                        .mapToObj(
                                i -> "学校%d,%s,城市%d,,,物流管理,中级,120"
                                        .formatted(i, i % 2 == 0 ? "高职" : "中职", i % 9))
                        .toArray(String[]::new));
        new StoredCrowd(TestService.shared(), province, 5).store(Role.TEACHER, PEOPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"q9&column=city", "q4&column=q13", "q5&column=city", "q4&column=q17", "q15&column=q17",
                    "q20&column=school"})
    void hidesSmallCellsAndCountsThatRevealThem(String rowAndColumn) {
        var all = get("/crosstab?role=TEACHER&row=" + rowAndColumn);
        var published = get("/crosstab?role=TEACHER&minCell=5&row=" + rowAndColumn);
        assertThat(published.at("chiSquare")).isNull();
        var hidden = 0;
        for (var row = 0; row < all.list("rows").size(); row++) {
            var cells = Reply.items(all.list("rows").get(row).get("cells"));
            var shown = Reply.items(published.list("rows").get(row).get("cells"));
            var inRow = 0;
            for (var column = 0; column < cells.size(); column++) {
                if (shown.get(column).get("count").isNull()) {
                    inRow++;
                    assertThat(shown.get(column).get("share").isNull()).isTrue();
                } else {
                    assertThat(shown.get(column)).isEqualTo(
                            published.list("columns").get(column).get("base").isNull() ? withoutShare(cells.get(column))
                                    : cells.get(column));
                    assertThat(cells.get(column).get("count").getIntValue()).satisfiesAnyOf(
                            count -> assertThat(count).isZero(),
                            count -> assertThat(count).isGreaterThanOrEqualTo(5));
                }
            }
            hidden += inRow;
            if (rowAndColumn.contains("city")) {
                // With one alone, the row's total would reveal it.
                assertThat(inRow).isNotEqualTo(1);
            }
        }
        assertThat(hidden).isPositive();
    }

    @Test
    void hidesSmallCountsOfADistributionAsWell() {
        var results = get("/results?role=TEACHER&minCell=20");
        assertThat(results.number("respondents")).isEqualTo(PEOPLE);
        var hidden = 0;
        for (var question : results.list("questions")) {
            if (question.get("options") == null) {
                continue;
            }
            var counts = Reply.items(question.get("options")).stream().map(option -> option.get("count")).toList();
            assertThat(counts).allSatisfy(
                    count -> assertThat(count.isNull() || count.getIntValue() == 0 || count.getIntValue() >= 20)
                            .isTrue());
            hidden += (int) counts.stream().filter(JsonNode::isNull).count();
        }
        assertThat(hidden).isPositive();
        // Fewer people than may be shown: not even their number.
        var few = get("/results?role=TEACHER&minCell=100&school=" + province.school("学校3").id());
        assertThat(few.at("respondents").isNull()).isTrue();
        assertThat(few.list("questions")).allSatisfy(question -> assertThat(question.get("base").isNull()).isTrue());
    }

    @Test
    void hidesNothingWithAMinimumOfOne() {
        for (var path : List.of("/results?role=TEACHER", "/crosstab?role=TEACHER&row=q9&column=city")) {
            assertThat(withoutTime(get(path + "&minCell=1"))).isEqualTo(withoutTime(get(path)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-5", "x", "5.0", "1000"})
    void refusesAMinimumOutOfRange(String minimum) {
        for (var path : List.of("/results?role=TEACHER", "/crosstab?role=TEACHER&row=q9&column=city")) {
            province.office()
                    .get(province.path() + path + "&minCell=" + minimum)
                    .expectProblem(422, "parameter-invalid");
            get(path + "&minCell=100");
        }
    }

    @Test
    void testsWhetherRowsDependOnColumns() {
        var one = get("/crosstab?role=TEACHER&row=q13&column=level");
        assertThat(one.number("chiSquare.degreesOfFreedom")).isEqualTo(3);
        assertThat(one.at("chiSquare.valid").getBooleanValue()).isTrue();
        assertThat(one.at("chiSquare.p").getBigDecimalValue()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
        var sparse = get("/crosstab?role=TEACHER&row=q13&column=school");
        assertThat(sparse.at("chiSquare.valid").getBooleanValue()).isFalse();
        assertThat(sparse.string("chiSquare.note")).isEqualTo("expected-counts-too-small");
        var options = get("/crosstab?role=TEACHER&row=q5&column=level");
        assertThat(options.at("chiSquare")).isNull();
        assertThat(options.list("rows"))
                .allSatisfy(row -> assertThat(row.get("chiSquare").get("degreesOfFreedom").getIntValue()).isEqualTo(1));
        assertThat(get("/crosstab?role=TEACHER&row=q4&column=q5").string("chiSquare.note"))
                .isEqualTo("multiple-choice");
    }

    private static Reply get(String path) {
        return province.office().get(province.path() + path).expect(200);
    }

    private static String withoutTime(Reply reply) {
        return reply.text().replaceAll("\"asOf\":\"[^\"]*\"", "");
    }

    private static JsonNode withoutShare(JsonNode cell) {
        return JsonNode.createObjectNode(
                new LinkedHashMap<>(Map.of("count", cell.get("count"), "share", JsonNode.nullNode())));
    }
}
