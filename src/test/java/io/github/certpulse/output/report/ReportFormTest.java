package io.github.certpulse.output.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.output.report.Reports.Request;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.poi.ss.usermodel.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The workbook of results as the office opens, prints and pastes it.
@Fast
class ReportFormTest {
    private static final TestService SERVICE = TestService.shared();
    private static Province province;
    private static ReportFile whole;

    @BeforeAll
    static void answer() {
        province = Answered.province();
        whole = ReportFile.of(province, "");
    }

    @Test
    void drawAChartOfEachCountedQuestionFromItsOwnCells() {
        for (var name : List.of("教师问卷", "学生问卷")) {
            var sheet = whole.sheet(name);
            assertThat(whole.charts(name)).hasSize(name.equals("教师问卷") ? 20 : 16);
            var reachedBefore = 0;
            for (var drawn : whole.charts(name).entrySet()) {
                int question = drawn.getKey();
                var chart = drawn.getValue();
                var anchor = whole.place(name, "q" + question);
                assertThat(anchor.getRow1()).as("begins below the one before").isGreaterThanOrEqualTo(reachedBefore);
                reachedBefore = anchor.getRow2();
                assertThat(sheet.getRow(anchor.getRow1()).getCell(0).getStringCellValue())
                        .isEqualTo(String.valueOf(question));
                var series = chart.getChartSeries().getFirst().getSeries(0);
                var options = whole.tables(name)
                        .get(question)
                        .stream()
                        .filter(row -> row.getFirst().matches("[A-Z]?"))
                        .toList();
                var first = anchor.getRow1() + 2;
                var last = first + options.size() - 1;
                assertThat(series.getValuesData().getDataRangeReference().replace("'", ""))
                        .isEqualTo(range(name, "$D$", first, last));
                assertThat(series.getCategoryData().getDataRangeReference().replace("'", ""))
                        .isEqualTo(range(name, "$F$", first, last));
                for (var option = 0; option < options.size(); option++) {
                    assertThat(sheet.getRow(first - 1 + option).getCell(5).getStringCellValue().replace("\n", ""))
                            .isEqualTo(options.get(option).get(1));
                }
            }
        }
    }

    /// Of a single row, which the cities of one school are, the workbook names the cell.
    private static String range(String sheet, String column, int first, int last) {
        return sheet + "!" + column + first + (first == last ? "" : ":" + column + last);
    }

    @Test
    void areReadyToBePrinted() {
        assertThat(whole.names())
                .containsExactly(
                        "封面",
                        "教师问卷",
                        "学生问卷",
                        "按地市",
                        "按层次",
                        "按证书",
                        "按路线",
                        "学校完成情况",
                        "证书完成情况",
                        "开放题");
        for (var name : whole.names()) {
            var sheet = whole.sheet(name);
            var setup = sheet.getPrintSetup();
            assertThat(List.of((int) setup.getPaperSize(), (int) setup.getFitWidth())).as(name).containsExactly(9, 1);
            assertThat(setup.getLandscape() && sheet.getFitToPage()).as(name).isTrue();
            assertThat(sheet.getFooter().getCenter()).contains("&P");
            if (!name.equals("封面")) {
                assertThat(sheet.getPaneInformation().isFreezePane()).as(name).isTrue();
                assertThat(sheet.getRepeatingRows().getLastRow()).as(name)
                        .isEqualTo(sheet.getPaneInformation().getHorizontalSplitPosition() - 1);
            }
            for (var row : sheet) {
                for (var cell : row) {
                    assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
                    assertThat(whole.workbook().getFontAt(cell.getCellStyle().getFontIndex()).getFontName())
                            .isEqualTo("微软雅黑");
                }
            }
        }
        var shares = whole.sheet("教师问卷").getRow(whole.place("教师问卷", "q2").getRow1() + 1).getCell(3);
        assertThat(shares.getCellType()).isEqualTo(CellType.NUMERIC);
        assertThat(shares.getCellStyle().getDataFormatString()).isEqualTo("0.0%");
    }

    @Test
    void keepTextsFromPeopleAsPlainStrings() throws IOException {
        assertThat(whole.answers(17)).containsExactlyInAnyOrderElementsOf(Answered.HOSTILE);
        assertThat(whole.places("按证书", "6. 您是否参与了1+X有关教研项目、教改会议？", 1)).containsKeys("@老年照护");
        assertThat(whole.rows("学校完成情况")).anyMatch(row -> row.contains("=甲校") && row.contains("武汉市"));
        // Another reader, which reads cells exactly as they are in the file.
        var read = new HashSet<String>();
        try (
                var workbook = new ReadableWorkbook(
                        new ByteArrayInputStream(
                                province.office().get(province.path() + "/exports/results.xlsx").expect(200).body()))) {
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
    void continueInAnotherSheetWhereOneIsFull() throws Exception {
        var out = new ByteArrayOutputStream();
        var written = new AtomicInteger();
        SERVICE.bean(Reports.class).write(request(), out, written::incrementAndGet, 40);
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
    void stateCampaignAndFiltersOnTheCover() {
        var school = province.school("乙校").id();
        var cover = ReportFile
                .of(province, "?role=STUDENT&city=" + encoded("武汉市") + "&school=" + school + "&quality=unflagged")
                .rows("封面")
                .stream()
                .filter(row -> !row.isEmpty())
                .toList();
        assertThat(cover).anyMatch(row -> row.equals(List.of("筛选条件", "地市＝武汉市；学校＝乙校")));
        assertThat(cover).anyMatch(row -> row.getFirst().equals("数据质量") && row.getLast().contains("作答过快"));
        assertThat(cover).anyMatch(row -> row.getFirst().equals("学生问卷") && row.getLast().startsWith("0 份"))
                .noneMatch(row -> row.contains("教师问卷"));
        assertThat(whole.rows("封面").stream().filter(row -> !row.isEmpty()))
                .anyMatch(
                        row -> row.getFirst().equals("教师问卷") && row.getLast().startsWith(Answered.TEACHERS + " 份"))
                .extracting(List::getFirst)
                .contains("有效作答", "未作答", "未问及")
                .doesNotContain("样例");
        var sample = SERVICE.bean(Campaigns.class)
                .create(
                        Sheets.json(
                                "{\"title\":\"2026=试点&Co\",\"opensAt\":\"2026-01-01T00:00:00Z\","
                                        + "\"closesAt\":\"2026-02-01T00:00:00Z\"}"),
                        true);
        var empty = ReportFile.of(
                province.office()
                        .get("/api/v1/campaigns/" + Ids.text(sample.id()) + "/exports/results.xlsx")
                        .expect(200)
                        .body());
        assertThat(empty.rows("封面").getFirst()).containsExactly("［样例］2026=试点&Co");
        assertThat(empty.rows("封面").get(1)).first().isEqualTo("样例");
        assertThat(empty.sheet("按地市").getFooter().getLeft()).endsWith("&9 ［样例］2026=试点＆Co");
        var english = ReportFile.of(province, "", "Accept-Language", "en");
        assertThat(english.names()).startsWith("Cover", "Teachers", "Students", "By city");
        assertThat(english.rows("Cover")).contains(List.of("Filters", "none (all responses)"));
    }

    @Test
    void areForTheOfficeAndRecorded() {
        var reply =
                SERVICE.viewer().get(province.path() + "/exports/results.xlsx?city=" + encoded("武汉市")).expect(200);
        assertThat(reply.header("content-disposition")).contains("filename=\"results.xlsx\"");
        var latest = province.office().get("/api/v1/audit?size=1").expect(200);
        assertThat(
                List.of(
                        latest.string("items.0.action"),
                        latest.string("items.0.target"),
                        latest.string("items.0.facts.file"),
                        latest.string("items.0.facts.city")))
                .containsExactly("export-downloaded", province.id(), "results.xlsx", "武汉市");
        SERVICE.stranger().get(province.path() + "/exports/results.xlsx").expectProblem(401, "unauthorized");
        province.clerk("乙校").get(province.path() + "/exports/results.xlsx").expectProblem(403, "forbidden");
        province.office()
                .get(province.path() + "/exports/results.xlsx?quality=best")
                .expectProblem(422, "parameter-invalid");
    }

    @Test
    void endWhenTheReaderDisconnects() {
        var gone = new OutputStream() {
            private int left = 10_000;

            @Override
            public void write(int octet) throws IOException {
                if (--left < 0) {
                    throw new IOException("gone");
                }
            }
        };
        assertThatThrownBy(() -> SERVICE.bean(Reports.class).write(request(), gone, () -> {}))
                .isInstanceOf(IOException.class);
    }

    private static Request request() {
        return new Request(
                SERVICE.bean(Campaigns.class).findOr404(province.id()),
                List.of(Filter.all(Role.TEACHER), Filter.all(Role.STUDENT)),
                1,
                Locale.CHINESE);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
