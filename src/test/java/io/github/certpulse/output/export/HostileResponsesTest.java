package io.github.certpulse.output.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Names and texts that would rather be formulas, and people who would rather not be found in a file.
@Fast
class HostileResponsesTest {
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";
    private static final List<String> TEXTS = List.of(
            "=HYPERLINK(\"http://x\",\"点我\")",
            "+86 138",
            "-2+3",
            "@SUM(A1)",
            "＝1＋1",
            "＋1",
            "－1",
            "＠A1",
            "他说\"好\"，\r\n再见, 明天\n\n=1+1");
    private static final String OPENID = "openid-of-somebody";
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);
    private final Province province = Province.with(service, "=甲\"校\",高职,-武汉,+一,,＠物流,中级,120");
    private final Province.School school = province.school("=甲\"校\"");
    private final List<UUID> ids = TEXTS.stream().map(_ -> UUID.randomUUID()).toList();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void areNoFormulasInAnyCsv() throws IOException {
        handIn();
        var files = ExportedFiles
                .unzipped(province.office().get(province.path() + "/exports/responses-spss.zip").expect(200));
        var csv = ExportedFiles.csv(service.viewer(), province, "role=TEACHER");
        for (var rows : List.of(
                csv,
                ExportedFiles.csv(province.office(), province, ""),
                ExportedFiles.read(files.get("teacher-2020.1.csv")))) {
            assertThat(rows).hasSize(TEXTS.size());
            for (var row : rows) {
                assertThat(row.getFields())
                        .noneMatch(cell -> !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0);
                assertThat(
                        List.of(
                                row.getField("school"),
                                row.getField("city"),
                                row.getField("route"),
                                row.getField("certificate")))
                        .containsExactly("'=甲\"校\"", "'-武汉", "'+一", "'＠物流");
            }
        }
        var neutral =
                TEXTS.stream().map(text -> FORMULA_STARTS.indexOf(text.charAt(0)) < 0 ? text : "'" + text).toList();
        assertThat(csv.stream().map(row -> row.getField("q21"))).containsExactlyInAnyOrderElementsOf(neutral);
        assertThat(csv.stream().map(row -> row.getField("q15_other"))).containsExactlyInAnyOrderElementsOf(neutral);
        // SPSS ends a case with the line.
        assertThat(files.get("teacher-2020.1.csv").lines()).hasSize(TEXTS.size() + 1);
    }

    @Test
    void arePlainStringsInAWorkbook() throws IOException {
        handIn();
        var reply = province.office().get(province.path() + "/exports/responses.xlsx?role=TEACHER").expect(200);
        var found = new HashSet<String>();
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(reply.body()))) {
            workbook.getFirstSheet()
                    .read()
                    .forEach(
                            row -> row.stream()
                                    .filter(cell -> cell != null && cell.getType() != CellType.NUMBER)
                                    .forEach(cell -> {
                                        assertThat(cell.getType()).isIn(CellType.STRING, CellType.EMPTY);
                                        assertThat(cell.getFormula()).isNull();
                                        found.add(cell.getText());
                                    }));
        }
        assertThat(found).contains("=甲\"校\"", "-武汉", "+一", "＠物流").containsAll(TEXTS);
    }

    @Test
    void tellNothingOfWhoAnswered() throws IOException {
        handIn();
        var all = new StringBuilder();
        for (var file : List
                .of("responses.csv", "responses.csv?role=TEACHER", "responses.xlsx", "responses-spss.zip")) {
            all.append(text(province.office().get(province.path() + "/exports/" + file).expect(200)));
        }
        var respondents = database.column(
                "select lower(hex(respondent)) from response where certificate_id = ?",
                TestDatabase.id(school.certificate("＠物流")));
        assertThat(respondents).hasSize(TEXTS.size());
        assertThat(all.toString().toLowerCase(Locale.ROOT)).contains("received_hour")
                .doesNotContain(OPENID, "王老师", "13800138000", "192.0.2")
                .doesNotContain(respondents);
        for (var id : ids) {
            assertThat(all.toString().toLowerCase(Locale.ROOT))
                    .doesNotContain(id.toString(), id.toString().replace("-", ""));
        }
    }

    @Test
    void haveTheSamePseudonymInEveryFileButNoOrderOfTime() throws IOException {
        handIn();
        var pseudonyms = ExportedFiles.csv(province.office(), province, "role=TEACHER")
                .stream()
                .map(row -> row.getField("response"))
                .toList();
        var again = ExportedFiles.read(
                ExportedFiles
                        .unzipped(province.office().get(province.path() + "/exports/responses-spss.zip").expect(200))
                        .get("teacher-2020.1.csv"));
        assertThat(again.stream().map(row -> row.getField("response"))).containsExactlyElementsOf(pseudonyms);
        assertThat(pseudonyms).isSorted();
        var hours = ExportedFiles.csv(province.office(), province, "role=TEACHER")
                .stream()
                .map(row -> row.getField("received_hour"))
                .distinct()
                .toList();
        // At the turn of an hour there may be too few in one of the two.
        assertThat(hours).hasSizeBetween(1, 2).allMatch(hour -> hour.matches("20\\d\\d-.*"));
    }

    private void handIn() {
        for (var i = 0; i < TEXTS.size(); i++) {
            var sheet =
                    Sheets.with(
                            Sheets.teacher(school, school.certificate("＠物流")),
                            "answers.q21",
                            quoted(TEXTS.get(i)));
            sheet = Sheets.with(
                    Sheets.with(sheet, "otherTexts.q15", quoted(TEXTS.get(i))),
                    "contact",
                    "{\"name\":\"王老师\",\"phone\":\"13800138000\"}");
            service.wechatUser(OPENID + i).put("/api/v1/responses/" + ids.get(i), sheet).expect(201);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"").replace("\r", "\\r").replace("\n", "\\n") + '"';
    }

    /// With archives unpacked.
    private static String text(Reply reply) throws IOException {
        if (!reply.header("content-type").contains("zip") && !reply.header("content-type").contains("sheet")) {
            return reply.text();
        }
        var parts = new ArrayList<String>();
        try (var zip = ZipFile.builder().setByteArray(reply.body()).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                parts.add(entry.getName());
                parts.add(decoded(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return String.join("\n", parts);
    }

    /// Workbooks write letters as numbers.
    private static String decoded(String xml) {
        return Pattern.compile("&#x([0-9a-f]+);")
                .matcher(xml)
                .replaceAll(
                        match -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
    }
}
