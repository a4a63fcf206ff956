package io.github.certpulse.numbers.result;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.numbers.result.RandomSheets.Handed;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Compares the counts with naive ones, over many random sheets.
@Fast
class ResultsTest {
    private static final int SHEETS = 300;
    private static Province province;
    private static List<Handed> handed;

    @BeforeAll
    static void answer() {
        province = Province.withQuota(
                TestService.shared(),
                "{}",
                "甲校,高职,武汉市,一,,物流管理,中级,120",
                "甲校,高职,武汉市,一,,老年照护,中级,80",
                "乙校,本科,武汉市,二,,物流管理,高级,40",
                "丙校,中职,襄阳市,二,,老年照护,初级,60",
                "丁校,高职,,,,物流管理,中级,9");
        handed = new RandomSheets(TestService.shared(), province, 20201208).handIn(SHEETS);
    }

    @Test
    void countEveryQuestionAsANaiveCountDoes() {
        check("", _ -> true);
    }

    @Test
    void countTheSameWithEveryFilter() {
        for (var city : List.of("武汉市", "襄阳市", "没有市")) {
            check("&city=" + encoded(city), each -> city.equals(each.city()));
        }
        for (var level : List.of("高职", "本科", "中职", "开放大学")) {
            check("&level=" + encoded(level), each -> level.equals(each.level()));
        }
        for (var route : List.of("一", "二")) {
            check("&route=" + encoded(route), each -> route.equals(each.route()));
        }
        for (var name : List.of("甲校", "丁校")) {
            check("&school=" + province.school(name).id(), each -> each.school().name().equals(name));
        }
        check("&certificate=" + encoded("老年照护"), each -> each.certificate().equals("老年照护"));
        check(
                "&city=" + encoded("武汉市") + "&level=" + encoded("高职") + "&certificate=" + encoded("物流管理"),
                each -> "武汉市".equals(each.city()) && each.level().equals("高职")
                        && each.certificate().equals("物流管理"));
    }

    @Test
    void crossEveryColumnAsANaiveCountDoes() {
        for (var row : List.of("q7", "q9", "q5", "q15")) {
            crossed(row, "level", each -> List.of(each.level()));
            crossed(row, "city", each -> each.city() == null ? List.of() : List.of(each.city()));
            crossed(row, "route", each -> each.route() == null ? List.of() : List.of(each.route()));
            crossed(row, "certificate", each -> List.of(each.certificate()));
            crossed(row, "school", each -> List.of(each.school().id()));
            crossed(row, "q4", each -> each.chosen("q4"));
            crossed(row, "q8", each -> each.chosen("q8"));
            crossed(row, "q2", each -> List.of(each.levelCode()));
        }
    }

    @Test
    void refuseUnknownFiltersAndColumns() {
        for (var wrong : List.of(
                "/results",
                "/results?role=teacher",
                "/results?role=TEACHER&school=x",
                "/crosstab?role=TEACHER",
                "/crosstab?role=TEACHER&row=q21&column=level",
                "/crosstab?role=TEACHER&row=q99&column=level",
                "/crosstab?role=TEACHER&row=q7&column=q21",
                "/crosstab?role=TEACHER&row=q7&column=nothing",
                "/crosstab?role=TEACHER&row=q7")) {
            province.office().get(province.path() + wrong).expectProblem(422, "parameter-invalid");
        }
    }

    @Test
    void areEmptyWithoutResponses() {
        var results = province.office().get(province.path() + "/results?role=STUDENT").expect(200);
        assertThat(results.number("respondents")).isZero();
        assertThat(results.list("questions")).hasSize(17);
        assertThat(results.number("questions.2.base")).isZero();
        assertThat(results.at("questions.2.options.0.share").isNull()).isTrue();
    }

    private static void check(String filter, Predicate<Handed> passes) {
        var some = handed.stream().filter(passes).toList();
        var results = province.office().get(province.path() + "/results?role=TEACHER" + filter).expect(200);
        assertThat(results.number("respondents")).as(filter).isEqualTo(some.size());
        var questions = results.list("questions");
        assertThat(questions.stream().map(question -> question.get("id").getStringValue()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 21).mapToObj(number -> "q" + number).toList());
        for (var question : questions) {
            var id = question.get("id").getStringValue();
            var asked = some.stream().filter(each -> each.isAsked(id)).toList();
            var answered = (int) asked.stream().filter(each -> each.isAnswered(id)).count();
            assertThat(List.of(number(question, "base"), number(question, "missing"), number(question, "skipped")))
                    .as(id + filter)
                    .containsExactly(answered, asked.size() - answered, some.size() - asked.size());
            if (id.equals("q1") || id.equals("q21")) {
                assertThat(question.get("options")).isNull();
                assertThat(values(question)).as(id + filter).isEqualTo(id.equals("q21") ? List.of() : cities(some));
            } else {
                Reply.items(question.get("options")).forEach(option -> {
                    var code = option.get("code").getStringValue();
                    compare(
                            option,
                            (int) some.stream().filter(each -> each.chosen(id).contains(code)).count(),
                            answered,
                            id + code + filter);
                });
            }
        }
    }

    private static void crossed(String row, String column, Function<Handed, List<String>> columns) {
        var counted = handed.stream().filter(each -> each.isAnswered(row) && !columns.apply(each).isEmpty()).toList();
        var crosstab = province.office()
                .get(province.path() + "/crosstab?role=TEACHER&row=" + row + "&column=" + column)
                .expect(200);
        assertThat(crosstab.string("row")).isEqualTo(row);
        assertThat(crosstab.string("column")).isEqualTo(column);
        assertThat(crosstab.number("respondents")).as(row + " by " + column).isEqualTo(counted.size());
        Map<String, List<Handed>> naive = counted.stream()
                .flatMap(each -> columns.apply(each).stream().map(code -> Map.entry(code, each)))
                .collect(
                        groupingBy(
                                Map.Entry::getKey,
                                java.util.stream.Collectors
                                        .mapping(Map.Entry::getValue, java.util.stream.Collectors.toList())));
        var heads = crosstab.list("columns");
        assertThat(heads.stream().map(head -> head.get("code").getStringValue())).containsAll(naive.keySet())
                .doesNotHaveDuplicates();
        for (var line : crosstab.list("rows")) {
            var option = line.get("code").getStringValue();
            var cells = Reply.items(line.get("cells"));
            assertThat(cells).hasSameSizeAs(heads);
            for (var i = 0; i < heads.size(); i++) {
                var inColumn = naive.getOrDefault(heads.get(i).get("code").getStringValue(), List.of());
                assertThat(number(heads.get(i), "base")).isEqualTo(inColumn.size());
                compare(
                        cells.get(i),
                        (int) inColumn.stream().filter(each -> each.chosen(row).contains(option)).count(),
                        inColumn.size(),
                        row + option + " by " + column + i);
            }
        }
    }

    private static List<String> values(JsonNode question) {
        return question.get("values") == null ? List.of()
                : Reply.items(question.get("values"))
                        .stream()
                        .map(
                                value -> (value.get("value").isNull() ? "written" : value.get("value").getStringValue())
                                        + " "
                                        + value.get("count").getIntValue())
                        .toList();
    }

    /// In roster order; what respondents at a school without a city wrote is not shown.
    private static List<String> cities(List<Handed> some) {
        return Stream.of("武汉市", "襄阳市", "written")
                .map(
                        city -> city + " "
                                + some.stream()
                                        .filter(each -> city.equals(each.city() == null ? "written" : each.city()))
                                        .count())
                .filter(line -> !line.endsWith(" 0"))
                .toList();
    }

    private static void compare(JsonNode told, int count, int base, String what) {
        assertThat(number(told, "count")).as(what).isEqualTo(count);
        if (base == 0) {
            assertThat(told.get("share").isNull()).as(what).isTrue();
        } else {
            assertThat(told.get("share").getBigDecimalValue().setScale(4, RoundingMode.HALF_UP)).as(what)
                    .isEqualByComparingTo(
                            BigDecimal.valueOf(count)
                                    .divide(BigDecimal.valueOf(base), 6, RoundingMode.HALF_UP)
                                    .setScale(4, RoundingMode.HALF_UP));
        }
    }

    private static int number(JsonNode from, String name) {
        return from.get(name).getIntValue();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
