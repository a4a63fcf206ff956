package io.github.certpulse.output.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.micronaut.json.tree.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The numbers of the workbook of results, compared with the API.
class ReportsTest {
    private static Province province;
    private static ReportFile whole;

    @BeforeAll
    static void answer() {
        province = Answered.province();
        whole = ReportFile.of(province, "");
    }

    @Test
    void showTheSameNumbersAsTheApi() {
        distributions(whole, "教师问卷", "role=TEACHER");
        distributions(whole, "学生问卷", "role=STUDENT");
        for (var filter : List.of(
                "city=" + encoded("武汉市"),
                "level=" + encoded("高职"),
                "certificate=" + encoded("@老年照护"),
                "route=" + encoded("＋二"),
                "school=" + province.school("乙校").id(),
                "quality=unflagged")) {
            distributions(ReportFile.of(province, "?role=TEACHER&" + filter), "教师问卷", "role=TEACHER&" + filter);
        }
    }

    @Test
    void hideWhatTheApiHides() {
        var published = ReportFile.of(province, "?minCell=8");
        distributions(published, "教师问卷", "role=TEACHER&minCell=8");
        for (var question : List.of("q4", "q15")) {
            crossed(published, "按地市", "city", "TEACHER", question + "&minCell=8");
        }
        assertThat(published.rows("按地市").toString()).contains("＊");
        assertThat(published.rows("封面")).anyMatch(row -> row.contains("＊") && row.getLast().contains("少于 8 人"));
        assertThat(published.names()).doesNotContain("开放题", "学校完成情况", "证书完成情况");
        assertThat(whole.rows("封面").toString()).doesNotContain("＊");
        assertThat(whole.rows("按地市").toString()).doesNotContain("＊");
    }

    @Test
    void crossEveryChoiceQuestionByPlacesAsTheApiDoes() {
        for (var sheet : List.of(
                List.of("按地市", "city"),
                List.of("按层次", "level"),
                List.of("按证书", "certificate"),
                List.of("按路线", "route"))) {
            for (var question : List.of("q2", "q9", "q15", "q18")) {
                crossed(whole, sheet.getFirst(), sheet.getLast(), "TEACHER", question);
            }
            crossed(whole, sheet.getFirst(), sheet.getLast(), "STUDENT", "q16");
        }
    }

    @Test
    void containEveryOpenAnswerWithLevelAndCityOnly() {
        var rows = whole.rows("开放题");
        assertThat(rows.get(2)).containsExactly("问卷", "题号", "题目", "层次", "地市", "回答");
        var results = province.office().get(province.path() + "/results?role=TEACHER").expect(200);
        assertThat(whole.answers(21)).hasSize(results.number("questions.20.base")).containsOnly("意见");
        assertThat(whole.answers(15)).hasSize(results.number("questions.14.options.4.count")).containsOnly("别的");
        assertThat(rows.subList(3, rows.size())).allSatisfy(row -> {
            assertThat(row.get(3)).isIn("高职", "本科", "中职");
            assertThat(row.get(4)).isIn("武汉市", "-襄阳市", "");
        }).noneMatch(row -> row.contains("=甲校") || row.contains("物流管理"));
    }

    @Test
    void showTheQuotasAsTheApiDoes() {
        Awaitility.await()
                .until(
                        () -> province.office()
                                .get(province.path() + "/progress")
                                .expect(200)
                                .number("total.students.received") == Answered.HOSTILE.size());
        var progress = province.office().get(province.path() + "/progress?detail=certificates").expect(200);
        var file = ReportFile.of(province, "");
        var schools = file.rows("学校完成情况");
        var certificates = file.rows("证书完成情况").stream().skip(3).iterator();
        var row = 3;
        for (var school : progress.list("schools")) {
            var shown = schools.get(row++);
            assertThat(shown.getFirst()).isEqualTo(school.get("name").getStringValue());
            counts(shown.subList(4, 13), school.get("total"), school.get("met"));
            for (var certificate : Reply.items(school.get("certificates"))) {
                var line = certificates.next();
                assertThat(List.of(line.get(0), line.get(4)))
                        .containsExactly(school.get("name").getStringValue(), certificate.get("name").getStringValue());
                counts(line.subList(6, 15), certificate, certificate.get("met"));
            }
        }
        assertThat(schools.get(row).getFirst()).isEqualTo("全省合计");
        counts(
                schools.get(row).subList(4, 13),
                progress.at("total"),
                JsonNode.createBooleanNode(progress.number("schoolsMet") == progress.list("schools").size()));
        assertThat(certificates).isExhausted();
    }

    private static void distributions(ReportFile file, String sheet, String query) {
        var tables = file.tables(sheet);
        var results = province.office().get(province.path() + "/results?" + query).expect(200);
        assertThat(tables).hasSameSizeAs(results.list("questions"));
        for (var question : results.list("questions")) {
            var expected = new ArrayList<List<String>>();
            if (question.get("options") != null) {
                Reply.items(question.get("options"))
                        .forEach(
                                option -> expected.add(
                                        List.of(
                                                option.get("code").getStringValue(),
                                                plain(option.get("count")),
                                                share(option.get("share"), question.get("base")))));
            }
            if (question.get("values") != null) {
                Reply.items(question.get("values"))
                        .forEach(
                                value -> expected.add(
                                        List.of(
                                                "",
                                                plain(value.get("count")),
                                                share(value.get("share"), question.get("base")))));
            }
            for (var base : List
                    .of(List.of("有效作答", "base"), List.of("未作答", "missing"), List.of("未问及", "skipped"))) {
                expected.add(List.of(base.getFirst(), plain(question.get(base.getLast())), ""));
            }
            assertThat(
                    tables.get(Integer.parseInt(question.get("id").getStringValue().substring(1)))
                            .stream()
                            .map(row -> List.of(row.get(0), row.get(2), row.get(3))))
                    .as(query + question.get("id").getStringValue())
                    .containsExactlyElementsOf(expected);
        }
    }

    private static void crossed(ReportFile file, String sheet, String column, String role, String question) {
        var crosstab = province.office()
                .get(province.path() + "/crosstab?role=" + role + "&row=" + question + "&column=" + column)
                .expect(200);
        var id = question.replaceAll("&.*", "");
        var definition = province.office()
                .get("/api/v1/questionnaires/" + (role.equals("TEACHER") ? "teacher-2020/1" : "student-2020/1"))
                .expect(200);
        var wording = definition.list("questions")
                .stream()
                .filter(each -> each.get("id").getStringValue().equals(id))
                .findFirst()
                .orElseThrow()
                .get("text")
                .getStringValue();
        var title = id.substring(1) + ". " + wording;
        var shown = file.places(sheet, title, 1);
        assertThat(shown.keySet()).as(sheet + title)
                .containsExactlyElementsOf(
                        Stream.concat(
                                crosstab.list("columns").stream().map(head -> head.get("label").getStringValue()),
                                Stream.of("全部")).toList());
        for (var place = 0; place < crosstab.list("columns").size(); place++) {
            var expected = new ArrayList<String>();
            expected.add(plain(crosstab.list("columns").get(place).get("base")));
            for (var row : crosstab.list("rows")) {
                var cell = Reply.items(row.get("cells")).get(place);
                expected.add(plain(cell.get("count")));
                expected.add(share(cell.get("share"), crosstab.list("columns").get(place).get("base")));
            }
            assertThat(shown.get(crosstab.list("columns").get(place).get("label").getStringValue())).as(sheet + title)
                    .containsExactlyElementsOf(expected);
        }
    }

    private static void counts(List<String> shown, JsonNode expected, JsonNode met) {
        for (var role : List.of("teachers", "students")) {
            var from = role.equals("teachers") ? 0 : 4;
            var count = expected.get(role);
            assertThat(shown.subList(from, from + 3)).containsExactly(
                    plain(count.get("required")),
                    plain(count.get("received")),
                    plain(count.get("missing")));
        }
        assertThat(shown.getLast()).isEqualTo(met.getBooleanValue() ? "是" : "否");
    }

    private static String plain(JsonNode number) {
        return number.isNull() ? "＊" : String.valueOf(number.getIntValue());
    }

    private static String share(JsonNode share, JsonNode base) {
        if (share.isNull()) {
            return !base.isNull() && base.getIntValue() == 0 ? "–" : "＊";
        }
        return share.getBigDecimalValue().stripTrailingZeros().toPlainString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
