package io.github.certpulse.output.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.certpulse.numbers.result.RandomSheets;
import io.github.certpulse.numbers.result.RandomSheets.Handed;
import io.github.certpulse.survey.codebook.Codebook;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Compares the rows of exported files with the random sheets that were handed in.
@Fast
class ResponsesTest {
    private static final int SHEETS = 120;
    private static final TestService SERVICE = TestService.shared();
    private static Province province;
    private static List<Handed> handed;

    @BeforeAll
    static void answer() {
        province = Province.withQuota(
                SERVICE,
                "{}",
                "甲校,高职,武汉市,一,,物流管理,中级,120",
                "甲校,高职,武汉市,一,,老年照护,中级,80",
                "乙校,本科,武汉市,二,,物流管理,高级,40",
                "丙校,中职,,,,老年照护,初级,60");
        handed = new RandomSheets(SERVICE, province, 20261121).handIn(SHEETS);
        var school = province.school("甲校");
        SERVICE.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.student(school, school.certificate("物流管理")))
                .expect(201);
    }

    @Test
    void haveARowEachWithEveryAnswer() {
        var rows = csv(province.office(), "role=TEACHER");
        assertThat(rows.stream().map(ComparedRow::from))
                .containsExactlyInAnyOrderElementsOf(handed.stream().map(ComparedRow::expected).toList());
        assertThat(rows).allMatch(row -> row.getField("q1").equals("") || !row.getField("q1").isBlank());
        assertThat(rows.stream().map(row -> row.getField("response"))).doesNotHaveDuplicates().isSorted();
        assertThat(rows).allMatch(
                row -> row.getField("received_hour").matches("20\\d\\d-[-\\dW]+( \\d\\d:00| [AP]M)?")
                        && row.getField("channel").equals("WECHAT")
                        && row.getField("questionnaire").equals("teacher-2020")
                        && row.getField("version").equals("1"));
    }

    @Test
    void haveTheWordingBesideTheLetter() {
        assertThat(csv(province.office(), "role=TEACHER")).allSatisfy(row -> {
            assertThat(row.getField("q7_label"))
                    .isEqualTo(row.getField("q7").equals("A") ? label("q7", "A") : label("q7", "B"));
            assertThat(row.getField("q9_label"))
                    .isEqualTo(row.getField("q9").equals("98") ? "未问及" : label("q9", row.getField("q9")));
        });
    }

    @Test
    void passTheSameFiltersAsTheResults() {
        compare("&city=" + encoded("武汉市"), each -> "武汉市".equals(each.city()));
        compare("&level=" + encoded("中职"), each -> each.level().equals("中职"));
        compare(
                "&route=" + encoded("二") + "&certificate=" + encoded("物流管理"),
                each -> "二".equals(each.route()) && each.certificate().equals("物流管理"));
        compare("&school=" + province.school("乙校").id(), each -> each.school().name().equals("乙校"));
        compare("&city=" + encoded("没有市"), _ -> false);
        var unflagged = province.office()
                .get(province.path() + "/results?role=TEACHER&quality=unflagged")
                .expect(200)
                .number("respondents");
        var rows = csv(province.office(), "role=TEACHER&quality=unflagged");
        assertThat(rows).hasSize(unflagged);
        assertThat(rows).allMatch(
                row -> Stream.of("too_fast", "straight_lining", "identical_burst", "contradictory")
                        .allMatch(flag -> row.getField("flag_" + flag).equals("0")));
        assertThat(
                csv(province.office(), "role=TEACHER").stream()
                        .filter(row -> row.getFields().subList(13, 23).contains("1"))
                        .count())
                .isEqualTo(SHEETS - unflagged);
    }

    @Test
    void areInOneFileForBothQuestionnaires() {
        var rows = csv(SERVICE.viewer(), "");
        assertThat(rows).hasSize(SHEETS + 1);
        var student = rows.stream()
                .filter(row -> row.getField("questionnaire").equals("student-2020"))
                .findFirst()
                .orElseThrow();
        assertThat(
                List.of(
                        student.getField("questionnaire"),
                        student.getField("student_q3"),
                        student.getField("teacher_q3"),
                        student.getField("teacher_q5_A"),
                        student.getField("teacher_q21_state")))
                .containsExactly("student-2020", "B", "", "", "");
        assertThat(rows.stream().filter(row -> row != student))
                .allMatch(row -> row.getField("student_q3").isEmpty() && !row.getField("teacher_q3").isEmpty());
    }

    @Test
    void areTheSameInAWorkbook() throws IOException {
        var reply = province.office().get(province.path() + "/exports/responses.xlsx").expect(200);
        assertThat(reply.header("content-type"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(reply.body()))) {
            var inWorkbook = workbook.getFirstSheet()
                    .read()
                    .stream()
                    .map(row -> row.stream().map(cell -> cell == null ? "" : cell.getText()).toList())
                    .toList();
            var width = inWorkbook.getFirst().size();
            var rows = csv(province.office(), "");
            assertThat(inWorkbook.getFirst()).isEqualTo(rows.getFirst().getHeader());
            assertThat(inWorkbook.stream().skip(1).map(row -> padded(row, width)))
                    .containsExactlyElementsOf(rows.stream().map(NamedCsvRecord::getFields).toList());
        }
    }

    @Test
    void comeForStatisticsProgramsWithSyntaxAndCodebook() throws IOException {
        var files = ExportedFiles
                .unzipped(province.office().get(province.path() + "/exports/responses-spss.zip").expect(200));
        assertThat(files.keySet()).containsExactlyInAnyOrder(
                "teacher-2020.1.csv",
                "teacher-2020.1.sps",
                "teacher-2020.1.R",
                "teacher-2020.1.codebook.csv",
                "student-2020.1.csv",
                "student-2020.1.sps",
                "student-2020.1.R",
                "student-2020.1.codebook.csv");
        var rows = ExportedFiles.read(files.get("teacher-2020.1.csv"));
        var codebook =
                Codebook.from(SERVICE.bean(Questionnaires.class).find("teacher-2020", 1).orElseThrow().definition());
        assertThat(rows.getFirst().getHeader())
                .isEqualTo(codebook.columns().stream().map(Codebook.Column::name).toList());
        assertThat(
                rows.stream()
                        .map(
                                row -> List.of(
                                        row.getField("school"),
                                        row.getField("q3"),
                                        row.getField("q7"),
                                        row.getField("q9"),
                                        row.getField("q5_A"))))
                .containsExactlyInAnyOrderElementsOf(
                        handed.stream()
                                .map(
                                        each -> List.of(
                                                each.school().name(),
                                                number(each, "q3"),
                                                number(each, "q7"),
                                                number(each, "q9"),
                                                each.chosen("q5").contains("A") ? "1" : "0"))
                                .toList());
        assertThat(files.get("teacher-2020.1.sps")).contains("teacher-2020.1.csv");
        assertThat(ExportedFiles.read(files.get("student-2020.1.csv"))).hasSize(1);
    }

    private static void compare(String filter, Predicate<Handed> passes) {
        assertThat(csv(province.office(), "role=TEACHER" + filter).stream().map(ComparedRow::from)).as(filter)
                .containsExactlyInAnyOrderElementsOf(
                        handed.stream().filter(passes).map(ComparedRow::expected).toList());
    }

    private static String number(Handed each, String question) {
        return each.isAsked(question) ? String.valueOf(each.chosen(question).getFirst().charAt(0) - 'A' + 1) : "98";
    }

    private static String label(String question, String option) {
        return SERVICE.bean(Questionnaires.class)
                .find("teacher-2020", 1)
                .orElseThrow()
                .definition()
                .question(question)
                .orElseThrow()
                .options()
                .get(option)
                .label();
    }

    private static List<NamedCsvRecord> csv(Visitor visitor, String query) {
        return ExportedFiles.csv(visitor, province, query);
    }

    private static List<String> padded(List<String> row, int width) {
        return Stream.concat(row.stream(), Stream.generate(() -> "").limit(width - row.size())).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
