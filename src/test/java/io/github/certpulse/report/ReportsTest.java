package io.github.certpulse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.answer.Filter;
import io.github.certpulse.campaign.Campaigns;
import io.github.certpulse.questionnaire.Role;
import io.github.certpulse.result.RandomSheets;
import io.github.certpulse.shared.Ids;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellType;
import org.awaitility.Awaitility;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The workbook of results as the office opens it, beside what the interface tells.
class ReportsTest {
    private static final int TEACHERS = 80;
    private static final List<String> HOSTILE = List.of("=cmd|' /C calc'!A0", "+86 138", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1＋1", "＋1", "－1", "＠A1", "_x003D_1+1");
    private static final TestService SERVICE = TestService.shared();
    private static Province province;
    private static ReportFile whole;

    @BeforeAll
    static void answer() {
        province = Province.asking(SERVICE, "{\"perCertificate\":{\"teachers\":5,\"students\":2},\"perSchool\":{\"teachers\":10,\"students\":3}}",
                "=甲校,高职,武汉市,一,,物流管理,中级,120", "=甲校,高职,武汉市,一,,@老年照护,中级,80", "乙校,本科,武汉市,＋二,,物流管理,高级,40",
                "丙校,中职,-襄阳市,＋二,,@老年照护,初级,60", "丁校,高职,,,,物流管理,中级,9");
        new RandomSheets(SERVICE, province, 20201218).handIn(TEACHERS);
        var school = province.school("=甲校");
        for (var text : HOSTILE) {
            var sheet = Sheets.with(Sheets.student(school, school.certificate("物流管理")), "answers.q17", '"' + text.replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n") + '"');
            SERVICE.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
        }
        whole = ReportFile.of(province, "");
    }

    @Test
    void tellTheSameNumbersAsTheInterface() {
        distributions(whole, "教师问卷", "role=TEACHER");
        distributions(whole, "学生问卷", "role=STUDENT");
        for (var filter : List.of("city=" + encoded("武汉市"), "level=" + encoded("高职"), "certificate=" + encoded("@老年照护"), "route=" + encoded("＋二"), "school=" + province.school("乙校").id(), "quality=unflagged")) {
            distributions(ReportFile.of(province, "?role=TEACHER&" + filter), "教师问卷", "role=TEACHER&" + filter);
        }
    }

    @Test
    void crossEveryChoiceQuestionByPlacesAsTheInterfaceDoes() {
        for (var sheet : List.of(List.of("按地市", "city"), List.of("按层次", "level"), List.of("按证书", "certificate"), List.of("按路线", "route"))) {
            for (var question : List.of("q2", "q9", "q15", "q18")) {
                crossed(whole, sheet.getFirst(), sheet.getLast(), "TEACHER", question);
            }
            crossed(whole, sheet.getFirst(), sheet.getLast(), "STUDENT", "q16");
        }
    }

    @Test
    void drawAChartOfEachChoiceQuestionFromItsOwnCells() {
        for (var name : List.of("教师问卷", "学生问卷")) {
            var sheet = whole.sheet(name);
            assertThat(whole.charts(name)).hasSize(name.equals("教师问卷") ? 19 : 15);
            var reachedBefore = 0;
            for (var drawn : whole.charts(name).entrySet()) {
                int question = drawn.getKey();
                var chart = drawn.getValue();
                var anchor = whole.place(name, "q" + question);
                assertThat(anchor.getRow1()).as("begins below the one before").isGreaterThanOrEqualTo(reachedBefore);
                reachedBefore = anchor.getRow2();
                assertThat(sheet.getRow(anchor.getRow1()).getCell(0).getStringCellValue()).isEqualTo(String.valueOf(question));
                var series = chart.getChartSeries().getFirst().getSeries(0);
                var options = whole.tables(name).get(question).stream().filter(row -> row.getFirst().matches("[A-Z]")).toList();
                var first = anchor.getRow1() + 2;
                var last = first + options.size() - 1;
                assertThat(series.getValuesData().getDataRangeReference().replace("'", "")).isEqualTo("%s!$D$%d:$D$%d", name, first, last);
                assertThat(series.getCategoryData().getDataRangeReference().replace("'", "")).isEqualTo("%s!$F$%d:$F$%d", name, first, last);
                for (var option = 0; option < options.size(); option++) {
                    assertThat(sheet.getRow(first - 1 + option).getCell(5).getStringCellValue().replace("\n", "")).isEqualTo(options.get(option).get(1));
                }
            }
        }
    }

    @Test
    void areMadeToBePrinted() {
        assertThat(whole.names()).containsExactly("封面", "教师问卷", "学生问卷", "按地市", "按层次", "按证书", "按路线", "学校完成情况", "证书完成情况", "开放题");
        for (var name : whole.names()) {
            var sheet = whole.sheet(name);
            var setup = sheet.getPrintSetup();
            assertThat(List.of((int) setup.getPaperSize(), (int) setup.getFitWidth())).as(name).containsExactly(9, 1);
            assertThat(setup.getLandscape() && sheet.getFitToPage()).as(name).isTrue();
            assertThat(sheet.getFooter().getCenter()).contains("&P");
            if (!name.equals("封面")) {
                assertThat(sheet.getPaneInformation().isFreezePane()).as(name).isTrue();
                assertThat(sheet.getRepeatingRows().getLastRow()).as(name).isEqualTo(sheet.getPaneInformation().getHorizontalSplitPosition() - 1);
            }
            for (var row : sheet) {
                for (var cell : row) {
                    assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
                    assertThat(whole.workbook().getFontAt(cell.getCellStyle().getFontIndex()).getFontName()).isEqualTo("微软雅黑");
                }
            }
        }
        var shares = whole.sheet("教师问卷").getRow(whole.place("教师问卷", "q2").getRow1() + 1).getCell(3);
        assertThat(shares.getCellType()).isEqualTo(CellType.NUMERIC);
        assertThat(shares.getCellStyle().getDataFormatString()).isEqualTo("0.0%");
    }

    @Test
    void keepTextsFromPeopleAsPlainStrings() throws IOException {
        assertThat(answers(whole, "17")).containsExactlyInAnyOrderElementsOf(HOSTILE);
        assertThat(whole.places("按证书", "6. 您是否参与了1+X有关教研项目、教改会议？", 1)).containsKeys("@老年照护");
        assertThat(whole.rows("学校完成情况")).anyMatch(row -> row.contains("=甲校") && row.contains("武汉市"));
        // Another reader, which takes cells as they stand in the file.
        var read = new HashSet<String>();
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(province.office().get(province.path() + "/exports/results.xlsx").expect(200).body()))) {
            for (var sheet : workbook.getSheets().toList()) {
                for (var row : sheet.read()) {
                    row.stream().filter(cell -> cell != null).forEach(cell -> {
                        assertThat(cell.getFormula()).isNull();
                        read.add(cell.getText());
                    });
                }
            }
        }
        assertThat(read).contains("=甲校", "-襄阳市", "＋二", "@老年照护", "＝1＋1", "-2+3");
    }

    @Test
    void holdEveryOpenAnswerWithLevelAndCityOnly() {
        var rows = whole.rows("开放题");
        assertThat(rows.get(2)).containsExactly("问卷", "题号", "题目", "层次", "地市", "回答");
        var results = province.office().get(province.path() + "/results?role=TEACHER").expect(200);
        assertThat(answers(whole, "21")).hasSize(results.number("questions.20.base")).containsOnly("意见");
        assertThat(answers(whole, "15")).hasSize(results.number("questions.14.options.4.count")).containsOnly("别的");
        assertThat(rows.subList(3, rows.size())).allSatisfy(row -> {
            assertThat(row.get(3)).isIn("高职", "本科", "中职");
            assertThat(row.get(4)).isIn("武汉市", "-襄阳市", "");
        }).noneMatch(row -> row.contains("=甲校") || row.contains("物流管理"));
    }

    @Test
    void goOnInAnotherSheetWhereOneIsFull() throws Exception {
        var out = new ByteArrayOutputStream();
        var written = new AtomicInteger();
        SERVICE.bean(Reports.class).write(SERVICE.bean(Campaigns.class).named(province.id()), List.of(Filter.all(Role.TEACHER), Filter.all(Role.STUDENT)), Locale.CHINESE, out, written::incrementAndGet, 40);
        var file = ReportFile.of(out.toByteArray());
        var all = new ArrayList<List<String>>();
        for (var name : file.names().stream().filter(name -> name.startsWith("开放题")).toList()) {
            assertThat(file.rows(name)).hasSizeLessThanOrEqualTo(40);
            all.addAll(file.rows(name).subList(3, file.rows(name).size()));
        }
        assertThat(file.names()).contains("开放题", "开放题 2", "开放题 3");
        var rows = whole.rows("开放题");
        assertThat(all).containsExactlyInAnyOrderElementsOf(rows.subList(3, rows.size())).hasSize(written.get());
    }

    @Test
    void tellHowFarTheQuotasAreAsTheInterfaceDoes() {
        Awaitility.await().until(() -> province.office().get(province.path() + "/progress").expect(200).number("total.students.received") == HOSTILE.size());
        var progress = province.office().get(province.path() + "/progress?detail=certificates").expect(200);
        var file = ReportFile.of(province, "");
        var schools = file.rows("学校完成情况");
        var certificates = file.rows("证书完成情况").stream().skip(3).iterator();
        var row = 3;
        for (var school : progress.list("schools")) {
            var told = schools.get(row++);
            assertThat(told.getFirst()).isEqualTo(school.get("name").getStringValue());
            counts(told.subList(4, 13), school.get("total"), school.get("met"));
            for (var certificate : Reply.items(school.get("certificates"))) {
                var line = certificates.next();
                assertThat(List.of(line.get(0), line.get(4))).containsExactly(school.get("name").getStringValue(), certificate.get("name").getStringValue());
                counts(line.subList(6, 15), certificate, certificate.get("met"));
            }
        }
        assertThat(schools.get(row).getFirst()).isEqualTo("全省合计");
        counts(schools.get(row).subList(4, 13), progress.at("total"), JsonNode.createBooleanNode(progress.number("schoolsMet") == progress.list("schools").size()));
        assertThat(certificates).isExhausted();
    }

    @Test
    void nameOnTheCoverWhatTheyAreOf() {
        var school = province.school("乙校").id();
        var cover = ReportFile.of(province, "?role=STUDENT&city=" + encoded("武汉市") + "&school=" + school + "&quality=unflagged").rows("封面").stream().filter(row -> !row.isEmpty()).toList();
        assertThat(cover).anyMatch(row -> row.equals(List.of("筛选条件", "地市＝武汉市；学校＝乙校")));
        assertThat(cover).anyMatch(row -> row.getFirst().equals("数据质量") && row.getLast().contains("作答过快"));
        assertThat(cover).anyMatch(row -> row.getFirst().equals("学生问卷") && row.getLast().startsWith("0 份")).noneMatch(row -> row.contains("教师问卷"));
        assertThat(whole.rows("封面").stream().filter(row -> !row.isEmpty())).anyMatch(row -> row.getFirst().equals("教师问卷") && row.getLast().startsWith(TEACHERS + " 份"))
                .extracting(List::getFirst).contains("有效作答", "未作答", "未问及").doesNotContain("样例");
        var sample = SERVICE.bean(Campaigns.class).create(Sheets.json("{\"title\":\"2026=试点&Co\",\"opensAt\":\"2026-01-01T00:00:00Z\",\"closesAt\":\"2026-02-01T00:00:00Z\"}"), true);
        var empty = ReportFile.of(province.office().get("/api/v1/campaigns/" + Ids.text(sample.id()) + "/exports/results.xlsx").expect(200).body());
        assertThat(empty.rows("封面").getFirst()).containsExactly("［样例］2026=试点&Co");
        assertThat(empty.rows("封面").get(1)).first().isEqualTo("样例");
        assertThat(empty.sheet("按地市").getFooter().getLeft()).endsWith("&9 ［样例］2026=试点＆Co");
        var english = ReportFile.of(province, "", "Accept-Language", "en");
        assertThat(english.names()).startsWith("Cover", "Teachers", "Students", "By city");
        assertThat(english.rows("Cover")).contains(List.of("Filters", "none (all responses)"));
    }

    @Test
    void areForTheOfficeAndOnRecord() {
        var reply = SERVICE.viewer().get(province.path() + "/exports/results.xlsx?city=" + encoded("武汉市")).expect(200);
        assertThat(reply.header("content-disposition")).contains("filename=\"results.xlsx\"");
        var latest = province.office().get("/api/v1/audit?size=1").expect(200);
        assertThat(List.of(latest.string("items.0.action"), latest.string("items.0.target"), latest.string("items.0.facts.file"), latest.string("items.0.facts.city")))
                .containsExactly("export-downloaded", province.id(), "results.xlsx", "武汉市");
        SERVICE.stranger().get(province.path() + "/exports/results.xlsx").expectProblem(401, "unauthorized");
        province.clerk("乙校").get(province.path() + "/exports/results.xlsx").expectProblem(403, "forbidden");
        province.office().get(province.path() + "/exports/results.xlsx?quality=best").expectProblem(422, "parameter-invalid");
    }

    @Test
    void breakOffWithTheirReader() {
        var gone = new OutputStream() {
            private int left = 10_000;

            @Override
            public void write(int octet) throws IOException {
                if (--left < 0) {
                    throw new IOException("gone");
                }
            }
        };
        var campaign = SERVICE.bean(Campaigns.class).named(province.id());
        assertThatThrownBy(() -> SERVICE.bean(Reports.class).write(campaign, List.of(Filter.all(Role.TEACHER)), Locale.CHINESE, gone, () -> {})).isInstanceOf(IOException.class);
    }

    private static void distributions(ReportFile file, String sheet, String query) {
        var tables = file.tables(sheet);
        var results = province.office().get(province.path() + "/results?" + query).expect(200);
        assertThat(tables).hasSameSizeAs(results.list("questions"));
        for (var question : results.list("questions")) {
            var expected = new ArrayList<List<String>>();
            if (question.get("options") != null) {
                Reply.items(question.get("options")).forEach(option -> expected.add(List.of(option.get("code").getStringValue(), plain(option.get("count")), share(option.get("share")))));
            }
            for (var base : List.of(List.of("有效作答", "base"), List.of("未作答", "missing"), List.of("未问及", "skipped"))) {
                expected.add(List.of(base.getFirst(), plain(question.get(base.getLast())), ""));
            }
            assertThat(tables.get(Integer.parseInt(question.get("id").getStringValue().substring(1))).stream().map(row -> List.of(row.get(0), row.get(2), row.get(3))))
                    .as(query + question.get("id").getStringValue()).containsExactlyElementsOf(expected);
        }
    }

    private static void crossed(ReportFile file, String sheet, String column, String role, String question) {
        var crosstab = province.office().get(province.path() + "/crosstab?role=" + role + "&row=" + question + "&column=" + column).expect(200);
        var definition = province.office().get("/api/v1/questionnaires/" + (role.equals("TEACHER") ? "teacher-2020/1" : "student-2020/1")).expect(200);
        var wording = definition.list("questions").stream().filter(each -> each.get("id").getStringValue().equals(question)).findFirst().orElseThrow().get("text").getStringValue();
        // Both questionnaires ask some questions in the same words.
        var title = question.substring(1) + ". " + wording;
        var told = file.places(sheet, title, 1);
        assertThat(told.keySet()).as(sheet + title).containsExactlyElementsOf(Stream.concat(
                crosstab.list("columns").stream().map(head -> head.get("label").getStringValue()), Stream.of("全部")).toList());
        for (var place = 0; place < crosstab.list("columns").size(); place++) {
            var expected = new ArrayList<String>();
            expected.add(plain(crosstab.list("columns").get(place).get("base")));
            for (var row : crosstab.list("rows")) {
                var cell = Reply.items(row.get("cells")).get(place);
                expected.add(plain(cell.get("count")));
                expected.add(share(cell.get("share")));
            }
            assertThat(told.get(crosstab.list("columns").get(place).get("label").getStringValue())).as(sheet + title).containsExactlyElementsOf(expected);
        }
    }

    private static void counts(List<String> told, JsonNode expected, JsonNode met) {
        for (var role : List.of("teachers", "students")) {
            var from = role.equals("teachers") ? 0 : 4;
            var count = expected.get(role);
            assertThat(told.subList(from, from + 3)).containsExactly(plain(count.get("required")), plain(count.get("received")), plain(count.get("missing")));
        }
        assertThat(told.getLast()).isEqualTo(met.getBooleanValue() ? "是" : "否");
    }

    private static List<String> answers(ReportFile file, String number) {
        return file.rows("开放题").stream().filter(row -> row.size() > 5 && row.get(1).equals(number)).map(List::getLast).toList();
    }

    private static String plain(JsonNode number) {
        return String.valueOf(number.getIntValue());
    }

    private static String share(JsonNode share) {
        return share.isNull() ? "–" : new BigDecimal(share.getBigDecimalValue().toPlainString()).stripTrailingZeros().toPlainString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
