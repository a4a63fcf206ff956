package io.github.certpulse.survey.rosterimport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class RosterUploadTest {
    private static final String ENGLISH =
            "school,level,city,route,address,certificate,certificateLevel,registeredStudents";
    private static final String CHINESE = "院校名称,院校类型,地市,路线,地址,证书,证书等级,登记学生数";
    private static final String MIXED = "学校,层次,city,路线,address,证书,certificateLevel,登记学生数";
    private static final String ROW = "长江职业学院,高职,武汉市,,,物流管理,中级,120";
    private final Province province = Province.empty(TestService.shared(), "{}");

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void readsCsvInBothEncodingsUnderHeadingsInBothLanguages(String encoding) {
        for (var heading : List.of(ENGLISH, CHINESE, MIXED)) {
            var answer = upload((heading + "\r\n" + ROW + "\r\n").getBytes(Charset.forName(encoding))).expect(200);
            assertThat(List.of(answer.number("schools"), answer.number("certificates"), answer.number("rows")))
                    .containsExactly(1, 1, 1);
        }
        assertThat(province.schoolList()).hasSize(1);
        assertThat(province.school("长江职业学院").certificates()).containsOnlyKeys("物流管理");
    }

    @Test
    void readsAWorkbook() throws IOException {
        upload(workbook(CHINESE, ROW, "长江职业学院,高职,武汉市,,,老年照护,中级,80")).expect(200);
        assertThat(province.school("长江职业学院").certificates()).containsOnlyKeys("物流管理", "老年照护");
    }

    /// More values than a prepared statement may have (65,535).
    @Test
    void importsNineThousandRows() {
        var rows = IntStream.range(0, 9_000)
                .mapToObj(row -> "第%d学校,高职,武汉市,,,证书%d,中级,120".formatted(row / 9, row % 9));
        var answer = province.importRoster(rows.toArray(String[]::new)).expect(200);
        assertThat(List.of(answer.number("schools"), answer.number("certificates"))).containsExactly(1_000, 9_000);
        assertThat(province.school("第0学校").certificates()).hasSize(9);
    }

    @Test
    void reportsEveryViolationByRowAndColumnAndImportsNothing() {
        var faulty = ENGLISH + "\n" + ROW + "\n,大学,武汉市,,,老年照护,中级,many\n" + ROW + "\n";
        var chinese = upload(faulty.getBytes(StandardCharsets.UTF_8)).expectProblem(422, "roster-invalid");
        assertThat(told(chinese)).containsExactly(
                "3 school required",
                "3 level level-unknown",
                "3 registeredStudents not-a-number",
                "4 certificate duplicate");
        assertThat(chinese.string("violations.0.message")).isEqualTo("不能为空");
        var english = province.office()
                .upload(
                        province.path() + "/roster",
                        "r.csv",
                        faulty.getBytes(StandardCharsets.UTF_8),
                        "Accept-Language",
                        "en-GB,en;q=0.8")
                .expectProblem(422, "roster-invalid");
        assertThat(told(english)).isEqualTo(told(chinese));
        assertThat(english.string("violations.0.message")).isEqualTo("This must be filled in");
        assertThat(english.string("title")).contains("nothing was imported");
        assertThat(province.schoolList()).isEmpty();
    }

    @Test
    void reportsMissingColumns() {
        var refused = upload(
                "school,level,city,route,certificate,certificateLevel\na,高职,,,b,c\n".getBytes(StandardCharsets.UTF_8))
                .expectProblem(422, "roster-invalid");
        assertThat(told(refused)).containsExactly("1 registeredStudents column-missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PK\u0003\u0004 no workbook", "<html></html>"})
    void refusesContentThatIsNotARoster(String content) {
        upload(content.getBytes(StandardCharsets.UTF_8)).expectProblem(422, "roster-invalid");
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 25, 40})
    void refusesHugeFiles(int megabytes) {
        var huge = new byte[megabytes * 1024 * 1024];
        java.util.Arrays.fill(huge, (byte) 'a');
        assertThat(upload(huge).status()).isIn(413, 422);
    }

    @Test
    void refusesRequestsWithoutAFormThatHoldsTheFile() {
        province.office().post(province.path() + "/roster", "{}").expectProblem(415, "unsupported-media-type");
        var other = "--x\r\nContent-Disposition: form-data; name=\"other\"; filename=\"a\"\r\n\r\nabc\r\n--x--\r\n";
        province.office()
                .send(
                        "POST",
                        province.path() + "/roster",
                        BodyPublishers.ofString(other),
                        "Content-Type",
                        "multipart/form-data; boundary=x")
                .expectProblem(400, "malformed");
        assertThat(
                province.office()
                        .send(
                                "POST",
                                province.path() + "/roster",
                                BodyPublishers.ofString("--y"),
                                "Content-Type",
                                "multipart/form-data")
                        .status())
                .isEqualTo(400);
    }

    private Reply upload(byte[] content) {
        return province.office().upload(province.path() + "/roster", "名单", content);
    }

    private static List<String> told(Reply refused) {
        return refused.list("violations")
                .stream()
                .map(
                        violation -> violation.get("row").getIntValue() + " "
                                + violation.get("column").getStringValue()
                                + " "
                                + violation.get("code").getStringValue())
                .toList();
    }

    private static byte[] workbook(String... rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "CertPulse", "1.0")) {
            var sheet = workbook.newWorksheet("名单");
            for (var row = 0; row < rows.length; row++) {
                var cells = rows[row].split(",");
                for (var column = 0; column < cells.length; column++) {
                    if (cells[column].matches("\\d+")) {
                        sheet.value(row, column, Integer.parseInt(cells[column]));
                    } else {
                        sheet.value(row, column, cells[column]);
                    }
                }
            }
        }
        return bytes.toByteArray();
    }
}
