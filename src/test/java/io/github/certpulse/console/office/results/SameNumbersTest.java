package io.github.certpulse.console.office.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.numbers.result.RandomSheets;
import io.github.certpulse.output.report.ReportFile;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages, interface and workbook show the same numbers.
@Fast
class SameNumbersTest {
    private static final int SHEETS = 90;
    private static Province province;

    @BeforeAll
    static void answer() {
        province = Province.with(
                TestService.shared(),
                "甲校,高职,武汉市,一,,物流管理,中级,120",
                "甲校,高职,武汉市,一,,老年照护,中级,80",
                "乙校,本科,武汉市,二,,物流管理,高级,40",
                "丙校,中职,襄阳市,二,,老年照护,初级,60");
        new RandomSheets(TestService.shared(), province, 20201224).handIn(SHEETS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&city=武汉市&level=高职", "&certificate=老年照护", "&quality=unflagged", "&minCell=8"})
    void distributionsAreEqualOnThePageInTheInterfaceAndInTheWorkbook(String filter) {
        var query = "?role=TEACHER" + encoded(filter);
        var told = province.office().get(province.path() + "/results" + query).expect(200);
        var workbook = ReportFile.of(province, query).tables("教师问卷");
        var page = ResultsPageText.of(province.office(), province, "results" + query);
        assertThat(page.marked("data-respondents")).containsExactly(count(told.at("respondents")));
        var questions = page.questions();
        assertThat(questions).hasSameSizeAs(told.list("questions"));
        for (var question : told.list("questions")) {
            var id = question.get("id").getStringValue();
            var shown = questions.get(id);
            for (var base : List.of("base", "missing", "skipped")) {
                assertThat(shown.marked("data-" + base)).as(id + base).containsExactly(count(question.get(base)));
            }
            var code = question.get("values") == null ? "code" : "value";
            var options = Stream.of("options", "values")
                    .map(question::get)
                    .filter(Objects::nonNull)
                    .flatMap(lines -> Reply.items(lines).stream())
                    .toList();
            assertThat(shown.rows()).as(id + filter)
                    .isEqualTo(
                            options.stream()
                                    .map(
                                            option -> List.of(
                                                    option.get(code).getStringValue(),
                                                    count(option.get("count")),
                                                    share(option.get("share"), question.get("base"))))
                                    .toList());
            var lines = workbook.get(Integer.parseInt(id.substring(1)));
            assertThat(shown.rows().stream().map(row -> row.get(1))).as(id + filter)
                    .isEqualTo(lines.subList(0, options.size()).stream().map(line -> line.get(2)).toList());
            assertThat(lines.subList(options.size(), lines.size()).stream().map(line -> line.get(2)))
                    .containsExactly(
                            shown.marked("data-base").getFirst(),
                            shown.marked("data-missing").getFirst(),
                            shown.marked("data-skipped").getFirst());
        }
    }

    @Test
    void questionsHaveTheirOfficialWording() {
        var questions = ResultsPageText.of(province.office(), province, "results?role=TEACHER").questions();
        for (var question : province.office()
                .get("/api/v1/questionnaires/teacher-2020/1")
                .expect(200)
                .list("questions")) {
            var shown = questions.get(question.get("id").getStringValue()).html();
            assertThat(shown)
                    .contains(question.get("number").getIntValue() + ". " + question.get("text").getStringValue());
            Stream.of(question.get("options"))
                    .filter(options -> options != null)
                    .flatMap(options -> Reply.items(options).stream())
                    .forEach(
                            option -> assertThat(shown).contains(
                                    option.get("code").getStringValue() + " " + option.get("label").getStringValue()));
            assertThat(shown.contains("多选，合计可超过100%"))
                    .isEqualTo(question.get("type").getStringValue().equals("multiple"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"row=q9&column=level", "row=q5&column=school", "row=q4&column=q13&minCell=5",
                    "row=q15&column=city&minCell=10", "row=q4&column=q17"})
    void crosstabsAreEqualOnThePageAndInTheInterface(String crossed) {
        var told = province.office().get(province.path() + "/crosstab?role=TEACHER&" + crossed).expect(200);
        var page = ResultsPageText.of(province.office(), province, "crosstab?role=TEACHER&" + crossed);
        var heads = told.list("columns");
        assertThat(page.marked("data-respondents")).containsExactly(count(told.at("respondents")));
        assertThat(page.marked("data-base")).isEqualTo(heads.stream().map(head -> count(head.get("base"))).toList());
        for (var row = 0; row < told.list("rows").size(); row++) {
            var line = told.list("rows").get(row);
            var expected = new ArrayList<>(List.of(line.get("code").getStringValue()));
            for (var column = 0; column < heads.size(); column++) {
                var cell = Reply.items(line.get("cells")).get(column);
                expected.add(share(cell.get("share"), heads.get(column).get("base")) + " " + count(cell.get("count")));
            }
            assertThat(page.rows().get(row).subList(0, expected.size())).as(crossed).isEqualTo(expected);
        }
        var p = Reply.at(told.json(), "chiSquare.p");
        assertThat(page.marked("data-test")).hasSize(p == null || p.isNull() ? 0 : 1)
                .allSatisfy(test -> assertThat(test).contains("df = " + told.number("chiSquare.degreesOfFreedom")));
        if (crossed.contains("minCell")) {
            assertThat(page.html()).contains("没有检验：有数字因人数过少而隐藏");
        }
    }

    @Test
    void theQualityPageHasTheSameNumbersInTheRequestedOrder() {
        var told = province.office().get(province.path() + "/quality?role=TEACHER").expect(200);
        var page = ResultsPageText.of(province.office(), province, "quality?role=TEACHER&sort=received");
        assertThat(page.marked("data-flagged")).containsExactly(count(told.at("flagged")));
        var rows = page.rows();
        told.list("flags")
                .forEach(
                        flag -> assertThat(rows).contains(
                                List.of(
                                        flag.get("flag").getStringValue(),
                                        "",
                                        count(flag.get("count")),
                                        share(flag.get("share"), told.at("respondents")))
                                        .stream()
                                        .map(
                                                cell -> cell.isEmpty() ? rows.stream()
                                                        .filter(
                                                                row -> row.getFirst()
                                                                        .equals(flag.get("flag").getStringValue()))
                                                        .findFirst()
                                                        .orElseThrow()
                                                        .get(1) : cell)
                                        .toList()));
        told.list("contradictions")
                .forEach(
                        contradiction -> assertThat(rows).contains(
                                List.of(contradiction.get("id").getStringValue(), count(contradiction.get("count")))));
        var schools = rows.subList(rows.size() - told.list("schools").size(), rows.size());
        assertThat(schools).containsExactlyInAnyOrderElementsOf(
                told.list("schools")
                        .stream()
                        .map(
                                school -> List.of(
                                        school.get("id").getStringValue(),
                                        count(school.get("received")),
                                        count(school.get("flagged")),
                                        share(school.get("share"), school.get("received"))))
                        .toList());
        assertThat(schools.stream().map(row -> Integer.parseInt(row.get(1))))
                .isSortedAccordingTo((one, other) -> other - one);
        assertThat(page.html()).contains("sort=received-reversed").contains("aria-sort=\"descending\"");
    }

    private static String count(JsonNode count) {
        return count.isNull() ? "＊" : String.valueOf(count.getIntValue());
    }

    private static String share(JsonNode share, JsonNode base) {
        return share.isNull() ? !base.isNull() && base.getIntValue() == 0 ? "–" : "＊"
                : String.format(Locale.ROOT, "%.1f%%", share.getBigDecimalValue().multiply(BigDecimal.valueOf(100)));
    }

    /// Encodes the Chinese values of a query.
    private static String encoded(String query) {
        return query.codePoints()
                .collect(
                        StringBuilder::new,
                        (text, point) -> text.append(
                                point < 0x80 ? Character.toString(point)
                                        : URLEncoder.encode(Character.toString(point), StandardCharsets.UTF_8)),
                        StringBuilder::append)
                .toString();
    }
}
