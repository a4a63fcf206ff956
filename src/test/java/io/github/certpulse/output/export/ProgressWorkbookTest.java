package io.github.certpulse.output.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.awaitility.Awaitility;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

@Fast
class ProgressWorkbookTest {
    private final TestService service = TestService.shared();
    private final Province province =
            Province.with(
                    service,
                    "甲校,高职,武汉市,一,,物流管理,中级,120",
                    "甲校,高职,武汉市,一,,老年照护,初级,20",
                    "=乙校,本科,,,,+物流,高级,40");
    private final String path = province.path() + "/exports/progress.xlsx";

    @Test
    void hasARowForEachSchoolAndCertificateAndSaysWhatIsMissing() throws IOException {
        var school = province.school("甲校");
        service.wechatUserKnownForAnHour()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("物流管理")))
                .expect(201);
        var person = service.wechatUserKnownForAnHour();
        for (var certificate : school.certificates().values()) {
            person.put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, certificate)).expect(201);
        }
        var rows = rows(awaitCounted(), 0);
        assertThat(texts(rows.getFirst())).containsExactly(
                "学校",
                "层次",
                "地市",
                "路线",
                "证书",
                "证书等级",
                "教师应收",
                "教师已收",
                "其中存疑",
                "教师缺额",
                "教师完成率",
                "学生应收",
                "学生已收",
                "其中存疑",
                "学生缺额",
                "学生完成率",
                "完成情况");
        assertThat(rows).hasSize(4);
        var row = rows.get(1);
        assertThat(texts(row).subList(0, 10))
                .containsExactly("甲校", "高职", "武汉市", "一", "物流管理", "中级", "5", "2", "0", "3");
        assertThat(row.getCellAsNumber(10))
                .hasValueSatisfying(share -> assertThat(share).isEqualByComparingTo(new BigDecimal("0.4")));
        assertThat(row.getCellText(16)).isEqualTo("缺教师3人、学生10人");
        var strange = rows.get(3);
        assertThat(strange.getCell(0).getType()).isEqualTo(CellType.STRING);
        assertThat(List.of(strange.getCellText(0), strange.getCellText(4))).containsExactly("=乙校", "+物流");
    }

    @Test
    void countsPersonsForASchoolAndTheWholeProvince() throws IOException {
        var rows = rows(service.viewer().get(path, "Accept-Language", "en").expect(200), 1);
        assertThat(rows).hasSize(4);
        assertThat(rows.getFirst().getCellText(4)).isEqualTo("Teachers required");
        assertThat(rows.get(1).getCellText(4)).isEqualTo("0");
        assertThat(rows.get(1).getCellText(14)).isEqualTo("A certificate is short");
        assertThat(rows.getLast().getCellText(0)).isEqualTo("All schools");
    }

    @Test
    void isReadyToBePrinted() throws IOException {
        var sheet = part(province.office().get(path).expect(200), "xl/worksheets/sheet1.xml");
        assertThat(sheet)
                .contains("orientation=\"landscape\"", "paperSize=\"9\"", "state=\"frozen\"", "fitToWidth=\"1\"");
        assertThat(part(province.office().get(path).expect(200), "xl/styles.xml"))
                .contains("<b/><sz val=\"11.00\"/><color rgb=\"FF000000\"/><name val=\"&#x5b8b;&#x4f53;\"/>", "F8CBAD");
    }

    @Test
    void isRecordedBeforeItIsSent() {
        var reply = province.office().get(path).expect(200);
        assertThat(reply.header("content-disposition")).contains(
                "filename=\"progress.xlsx\"",
                "filename*=UTF-8''%E6%B9%96%E5%8C%971%2BX%E7%9B%91%E6%B5%8B-%E8%BF%9B%E5%BA%A6-20");
        var latest = province.office().get("/api/v1/audit?size=1").expect(200);
        assertThat(latest.string("items.0.action")).isEqualTo("export-downloaded");
        assertThat(latest.string("items.0.target")).isEqualTo(province.id());
        assertThat(latest.string("items.0.facts.file")).isEqualTo("progress.xlsx");
        assertThat(latest.string("items.0.username")).isEqualTo("office");
    }

    @Test
    void reportsItsProgress() {
        var name = UUID.randomUUID().toString();
        province.office().get(path + "?download=" + name).expect(200);
        Awaitility.await().untilAsserted(() -> {
            var status = service.viewer().get(province.path() + "/transfers/" + name).expect(200);
            assertThat(status.string("state")).isEqualTo("DONE");
            assertThat(List.of(status.number("rows"), status.number("total"))).containsExactly(2, 2);
        });
        province.office()
                .get(Province.with(service, "甲校,高职,,,,物流管理,中级,1").path() + "/transfers/" + name)
                .expectProblem(404, "not-found");
        for (var wrong : List.of("short", "not!allowed", "x".repeat(65), "..%2F..%2Fkeys")) {
            assertThat(
                    province.office()
                            .get(path + "?download=" + wrong)
                            .expectProblem(422, "parameter-invalid")
                            .violations())
                    .containsExactly("download invalid");
        }
    }

    /// Counts follow a response within two seconds.
    private Reply awaitCounted() {
        Awaitility.await()
                .until(
                        () -> province.office()
                                .get(province.path() + "/progress?detail=certificates")
                                .number("schools.0.certificates.0.teachers.received") == 2);
        return province.office().get(path).expect(200);
    }

    private static List<Row> rows(Reply reply, int sheet) throws IOException {
        assertThat(reply.header("content-type"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(reply.body()))) {
            return workbook.getSheet(sheet).orElseThrow().read();
        }
    }

    private static List<String> texts(Row row) {
        return row.stream().map(cell -> cell == null ? "" : cell.getText()).toList();
    }

    private static String part(Reply reply, String name) throws IOException {
        try (var zip = ZipFile.builder().setByteArray(reply.body()).get()) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
