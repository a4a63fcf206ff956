package io.github.certpulse.output.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Schools, certificates and people with names that look like formulas, in every file that the service writes.
@Fast
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileNamesTest {
    private static final List<String> NAMES = List.of(
            "=1+1",
            "+86",
            "-5",
            "@x",
            "\u00AD=1",
            "\t=1",
            "\r=1",
            "\u2060+1",
            "\u202E=1",
            "\u2028@1",
            "\u200B－1");
    private static final Set<Integer> UNSEEN = Set.of((int) Character.CONTROL, (int) Character.FORMAT);
    private static final String FORMULA_SIGNS = "=+-@＝＋－＠";
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);
    private Province province;

    /// Such names come from rosters that were read less carefully, so they are put past the reading.
    @BeforeAll
    void nameEverythingSo() {
        province = Province.with(
                service,
                IntStream.range(0, NAMES.size())
                        .mapToObj(i -> "学校%d,高职,武汉市,一,,证书%d,中级,120".formatted(i, i))
                        .toArray(String[]::new));
        var school = province.school("学校0");
        var sheet = Sheets.with(
                Sheets.teacher(school, school.certificate("证书0")),
                "contact",
                "{\"name\":\"=张\",\"phone\":\"13871234567\"}");
        service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
        var campaign = TestDatabase.id(province.id());
        for (var i = 0; i < NAMES.size(); i++) {
            var name = NAMES.get(i);
            database.change("""
                    update certificate c join school s on s.id = c.school_id set c.name = ?, c.level = ?
                     where s.campaign_id = ? and s.name = ?""", name, name, campaign, "学校" + i);
            database.change(
                    "update school set name = ?, city = ?, route = ? where campaign_id = ? and name = ?",
                    name,
                    name,
                    name,
                    campaign,
                    "学校" + i);
        }
        database.change("update campaign set revision = revision + 1 where id = ?", campaign);
        service.stranger()
                .post("/api/v1/sessions", "{\"username\":\"=1+1\",\"password\":\"guessed\"}")
                .expectProblem(401, "bad-credentials");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "POST /api/v1/campaigns/%s/accounts",
                    "GET /api/v1/campaigns/%s/exports/responses.csv",
                    "GET /api/v1/campaigns/%s/exports/responses-spss.zip",
                    "GET /api/v1/questionnaires/teacher-2020/1/codebook?format=csv",
                    "GET /office/campaigns/%s/schools.csv",
                    "GET /office/campaigns/%s/schools.csv?view=matrix",
                    "GET /office/campaigns/%s/schools.tsv?view=matrix",
                    "GET /office/campaigns/%s/contacts.csv",
                    "GET /office/audit.csv",
                    "GET /api/v1/audit.csv",
                    "GET /office/campaigns/%s/roster/template.csv"})
    void beginNoCellOfACsvLikeAFormula(String file) throws IOException {
        var cells = new ArrayList<String>();
        for (var text : texts(fetch(file, "text/csv"))) {
            var tabs = file.contains(".tsv");
            try (
                    var rows = CsvReader.builder()
                            .fieldSeparator(tabs ? '\t' : ',')
                            .ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
                rows.forEach(row -> cells.addAll(row.getFields()));
            }
        }
        assertThat(cells).hasSizeGreaterThan(7).noneMatch(HostileNamesTest::isFormula);
        if (!file.contains("codebook") && !file.contains("template")) {
            assertThat(cells).anyMatch(cell -> cell.startsWith("'="));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "POST /api/v1/campaigns/%s/accounts",
                    "POST /api/v1/campaigns/%s/kit.zip",
                    "GET /api/v1/campaigns/%s/exports/progress.xlsx",
                    "GET /api/v1/campaigns/%s/exports/results.xlsx",
                    "GET /api/v1/campaigns/%s/exports/responses.xlsx"})
    void areTextsInAWorkbook(String file) throws IOException {
        var texts = new HashSet<String>();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(workbook(fetch(file, "*/*"))))) {
            workbook.forEach(sheet -> sheet.forEach(row -> row.forEach(cell -> {
                assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
                if (cell.getCellType() == CellType.STRING) {
                    texts.add(cell.getStringCellValue());
                }
            })));
        }
        assertThat(texts).contains("=1+1");
    }

    private Reply fetch(String file, String accept) {
        var request = file.formatted(province.id()).split(" ");
        if (request[0].equals("GET")) {
            return province.office().get(request[1]).expect(200);
        }
        database.change(
                "delete a from account a join school s on s.id = a.school_id where s.campaign_id = ?",
                TestDatabase.id(province.id()));
        return province.office().post(request[1], "", "Accept", accept).expect(200);
    }

    /// The file, or those that an archive holds.
    private static List<String> texts(Reply reply) throws IOException {
        if (!reply.header("content-type").contains("zip")) {
            return List.of(reply.text());
        }
        return ExportedFiles.unzipped(reply)
                .entrySet()
                .stream()
                .filter(file -> file.getKey().endsWith(".csv"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static byte[] workbook(Reply reply) throws IOException {
        if (!reply.header("content-type").contains("zip")) {
            return reply.body();
        }
        try (var zip = new ZipInputStream(new ByteArrayInputStream(reply.body()), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".xlsx")) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new AssertionError("no workbook in it");
    }

    private static boolean isFormula(String cell) {
        return cell.codePoints()
                .dropWhile(
                        c -> Character.isWhitespace(c) || Character.isSpaceChar(c)
                                || UNSEEN.contains(Character.getType(c)))
                .limit(1)
                .anyMatch(c -> FORMULA_SIGNS.indexOf(c) >= 0);
    }
}
