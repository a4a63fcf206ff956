package io.github.certpulse.survey.roster;

import static io.github.certpulse.survey.roster.RosterFiles.headingRow;
import static io.github.certpulse.survey.roster.RosterFiles.row;
import static io.github.certpulse.survey.roster.RosterFiles.xlsxOf;
import static io.github.certpulse.survey.roster.RosterFormatsTest.violations;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.testing.XlsxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files made to break the reader: each gives a violation in a short time.
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostileRosterTest {
    private static final String UNREADABLE = "1  format-unsupported";
    private static final String SOUND = row("甲校", "中职", "", "", "", "老年照护", "初级", "1");

    private final RosterReader reader = new RosterReader();

    @Test
    void refusesOldAndEncryptedWorkbooks() {
        var compound =
                new byte[]{(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1, 0};
        assertThat(violations(reader.read(compound))).containsExactly(UNREADABLE);

        var encrypted = xlsxOf(headingRow() + SOUND);
        int directory = new String(encrypted, ISO_8859_1).indexOf("PK\u0001\u0002");
        encrypted[directory + 8] |= 1;
        assertThat(violations(reader.read(encrypted))).containsExactly(UNREADABLE);
    }

    @Test
    void refusesArchivesThatAreNotWorkbooks() {
        assertThat(violations(reader.read("PK".getBytes(UTF_8)))).containsExactly(UNREADABLE);
        assertThat(violations(reader.read(XlsxFiles.zip(Map.of("readme.txt", new byte[]{1})))))
                .containsExactly(UNREADABLE);
        assertThat(violations(reader.read(XlsxFiles.zip(Map.of("xl/workbook.xml", "<workbook/>".getBytes(UTF_8))))))
                .containsExactly(UNREADABLE);
    }

    @Test
    void refusesCompressionMethodsThatOfficeDoesNotUse() {
        var foreign = xlsxOf(headingRow() + SOUND);
        int directory = new String(foreign, ISO_8859_1).indexOf("PK\u0001\u0002");
        for (int method : new int[]{1, 6, 9, 12, 14, 93, 95, 99}) {
            foreign[directory + 10] = (byte) method;
            assertThat(violations(reader.read(foreign))).containsExactly(UNREADABLE);
        }
    }

    @Test
    void doesNotResolveEntities(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "机密");
        var sheet = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri()
                + "\">]>"
                + RosterFiles.sheet(headingRow() + SOUND.replace("甲校", "&e;"));

        assertThat(violations(reader.read(XlsxFiles.zip(RosterFiles.parts(sheet, RosterFiles.strings())))))
                .containsExactly(UNREADABLE);
    }

    @Test
    void doesNotExpandEntitiesOfEntities() {
        var laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"哈\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        var strings = laughs + "]>" + RosterFiles.strings("&a29;");
        var sheet = RosterFiles.sheet(headingRow() + SOUND);

        assertThat(violations(reader.read(XlsxFiles.zip(RosterFiles.parts(sheet, strings)))))
                .containsExactly(UNREADABLE);
    }

    @Test
    void survivesAHugeSharedString() {
        var huge = "长".repeat(5_000_000);
        var rows = "<row>%s</row>".formatted("<c t=\"s\"><v>0</v></c>".repeat(8)).repeat(19_000);

        assertThat(violations(reader.read(xlsxOf(headingRow() + rows, huge)))).hasSize(1000)
                .first()
                .isEqualTo("2 school cell-too-long");
    }

    @Test
    void survivesAMillionMergedAreas() {
        var areas = "<mergeCell ref=\"A2:IV9\"/>".repeat(700_000);
        var sheet = RosterFiles.sheet(headingRow() + SOUND)
                .replace("</worksheet>", "<mergeCells>" + areas + "</mergeCells></worksheet>");
        assertThat(reader.read(XlsxFiles.zip(RosterFiles.parts(sheet, RosterFiles.strings()))))
                .isInstanceOf(Readable.class);
    }

    @Test
    void survivesMillionsOfCellsInOneRow() {
        assertThat(reader.read(xlsxOf(headingRow() + SOUND.replace("</row>", "<c/>".repeat(4_000_000) + "</row>"))))
                .isInstanceOf(Readable.class);
    }

    @Test
    void survivesASharedFormulaOfManyCells() {
        var formula =
                "<c r=\"I2\"><f t=\"shared\" si=\"0\" ref=\"I2:I9\">" + "A1+".repeat(500_000) + "1</f><v>1</v></c>";
        var rows = SOUND
                .replace("</row>", formula + "<c><f t=\"shared\" si=\"0\"/><v>1</v></c>".repeat(100_000) + "</row>");

        assertThat(reader.read(xlsxOf(headingRow() + rows))).isInstanceOf(Readable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<c t=\"s\"><v>2000000000</v></c>", "<c t=\"s\"><v>-1</v></c>", "<c t=\"s\"><v>eins</v></c>",
                    "<c r=\"1\"/>", "<c r=\"\"/>",
                    "</c>", "<c>&unknown;</c>", "<x:c/>"})
    void refusesCellsThatNoSpreadsheetWrites(String cell) {
        assertThat(violations(reader.read(xlsxOf(headingRow() + SOUND.replace("</row>", cell + "</row>")))))
                .containsExactly(UNREADABLE);
    }

    @Test
    void survivesAColumnBeyondTheSheetsWidth() {
        assertThat(reader.read(xlsxOf(headingRow() + SOUND.replace("</row>", "<c r=\"ZZZZZZZZ2\"><v>1</v></c></row>"))))
                .isInstanceOf(Readable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-5", "1048577", "99999999999", "x"})
    void refusesRowNumbersThatNoSpreadsheetWrites(String number) {
        assertThat(violations(reader.read(xlsxOf(headingRow() + SOUND.replace("<row>", "<row r=\"" + number + "\">")))))
                .containsExactly(UNREADABLE);
    }

    @Test
    void survivesDamageAnywhere() {
        var random = new Random(1);
        var workbook = xlsxOf(headingRow() + SOUND.replace("</row>", "<c t=\"s\"><v>0</v></c></row>"), "文");
        for (int i = 0; i < 3000; i++) {
            assertThat(reader.read(damaged(workbook, random))).isNotNull();
        }
        for (int length = 0; length < workbook.length; length++) {
            assertThat(reader.read(Arrays.copyOf(workbook, length))).isNotNull();
        }
    }

    @Test
    void survivesDamageInsideTheParts() {
        var random = new Random(2);
        var sheet = RosterFiles.sheet(headingRow() + SOUND.replace("</row>", "<c t=\"s\"><v>0</v></c></row>"));
        var parts = RosterFiles.parts(sheet, RosterFiles.strings("文"));
        for (int i = 0; i < 3000; i++) {
            var damaged = new LinkedHashMap<String, byte[]>();
            parts.forEach((name, content) -> damaged.put(name, damaged(content, random)));
            assertThat(reader.read(XlsxFiles.zip(damaged))).isNotNull();
        }
    }

    private static byte[] damaged(byte[] sound, Random random) {
        var bytes = sound.clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
