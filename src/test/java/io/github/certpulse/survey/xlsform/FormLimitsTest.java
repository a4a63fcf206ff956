package io.github.certpulse.survey.xlsform;

import static io.github.certpulse.survey.xlsform.FormReadings.violations;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.form.FormLimits;
import io.github.certpulse.files.xlsx.XlsxLimits;
import io.github.certpulse.survey.xlsform.FormReading.Invalid;
import io.github.certpulse.survey.xlsform.FormReading.Readable;
import io.github.certpulse.testing.Workbook;
import io.github.certpulse.testing.XlsxFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Both sides of every limit, and hostile files.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class FormLimitsTest {
    private final XlsFormReader reader = new XlsFormReader();

    @Test
    void readsTenThousandRowsOfASheetAndRefusesOneMore() {
        var workbook = Workbook.sound();
        // Rows without cells are not written, so each holds a blank.
        IntStream.range(11, FormLimits.MAX_ROWS).forEach(i -> workbook.insert("survey", i + 1, " "));
        assertThat(reader.read(workbook.bytes())).isInstanceOf(Readable.class);
        workbook.insert("survey", 12, " ");
        assertThat(violations(reader.read(workbook.bytes()))).containsExactly("survey 10001  too-many-rows");
    }

    @Test
    void readsACellAsLongAsExcelAllowsAndRefusesOneCharacterMore() {
        var most = "长".repeat(FormLimits.MAX_CELL_CHARACTERS);
        assertThat(reader.read(Workbook.sound().set("survey", 4, "label", most).bytes())).isInstanceOf(Readable.class);
        // The library keeps Excel's limit, so the longer text is inserted into the XML.
        var longer = replaced(Workbook.sound().set("survey", 4, "label", "@@@").bytes(), "@@@", most + "长");
        assertThat(violations(reader.read(longer))).containsExactly("survey 4 label cell-too-long");
    }

    @Test
    void readsHalfAMillionCharactersOfASheetAndRefusesOneMore() {
        var workbook = Workbook.sound();
        int filled = 0;
        var cell = "长".repeat(30_000);
        for (int row = 0; row < 16; row++) {
            workbook.insert("choices", 2, "unused", "o" + row, cell);
            filled += "unused".length() + ("o" + row).length() + cell.length();
        }
        // The content of the valid sheet below its heading: list names, codes, labels.
        int sound =
                2 * ("yesno".length() + 2) + 3 * ("ways".length() + 1)
                        + 2 * 2
                        + "其他（请填写）".length()
                        + "yes".length();
        int room = FormLimits.MAX_CHARACTERS - filled - sound - "unusedlast".length();
        assertThat(reader.read(workbook.insert("choices", 2, "unused", "last", "长".repeat(room)).bytes()))
                .isInstanceOf(Readable.class);
        workbook.set("choices", 2, "label", "长".repeat(room + 1));
        assertThat(violations(reader.read(workbook.bytes()))).singleElement()
                .asString()
                .startsWith("choices")
                .endsWith("too-much-text");
    }

    @Test
    void countsASharedListAtEveryQuestion() {
        var workbook = Workbook.sound().set("choices", 2, "label", "长".repeat(30_000));
        int questions = FormLimits.MAX_CHARACTERS / 30_000 - 1;
        for (int i = 1; i <= questions; i++) {
            workbook.insert("survey", 6, "select_one yesno", "x" + i, "又一题", "", "", "", "", 100 + i);
        }
        assertThat(reader.read(workbook.bytes())).isInstanceOf(Readable.class);
        workbook.insert("survey", 6, "select_one yesno", "y", "又一题", "", "", "", "", 99);
        assertThat(violations(reader.read(workbook.bytes()))).singleElement().asString().endsWith("type too-much-text");
    }

    @Test
    void readsTwoHundredQuestionsAndRefusesOneMore() {
        var workbook = Workbook.sound();
        IntStream.range(3, FormLimits.MAX_QUESTIONS)
                .forEach(i -> workbook.insert("survey", 6, "text", "x" + i, "又一题", "", "", "", "", 100 + i));
        assertThat(((Readable) reader.read(workbook.bytes())).definition().questions())
                .hasSize(FormLimits.MAX_QUESTIONS);
        workbook.insert("survey", 6, "text", "y", "又一题", "", "", "", "", 99);
        assertThat(violations(reader.read(workbook.bytes())))
                .endsWith("survey %d type questions-too-many".formatted(8 + FormLimits.MAX_QUESTIONS - 2));
    }

    @Test
    void reportsAtMostAThousandViolationsAndThatThereAreMore() {
        var workbook = Workbook.sound();
        IntStream.range(0, FormLimits.MAX_VIOLATIONS)
                .forEach(i -> workbook.insert("choices", 7, "unused", "o" + i, ""));
        assertThat(violations(reader.read(workbook.bytes()))).hasSize(FormLimits.MAX_VIOLATIONS)
                .noneMatch(violation -> violation.endsWith("more-faults"));
        workbook.insert("choices", 7, "unused", "p", "");
        assertThat(violations(reader.read(workbook.bytes()))).hasSize(FormLimits.MAX_VIOLATIONS)
                .last()
                .asString()
                .endsWith("more-faults");
    }

    @Test
    void inflatesEightMegabytesAndRefusesOneByteMore() {
        var parts = parts(Workbook.sound().bytes());
        int size = parts.values().stream().mapToInt(part -> part.length).sum();
        parts.put("xl/media/picture.png", new byte[FormLimits.MAX_BYTES - size]);
        assertThat(reader.read(XlsxFiles.zip(parts))).isInstanceOf(Readable.class);
        parts.put("xl/media/picture.png", new byte[FormLimits.MAX_BYTES - size + 1]);
        var refused = ((Invalid) reader.read(XlsxFiles.zip(parts))).violations().getFirst();
        assertThat(refused.code()).isEqualTo("file-too-large");
        assertThat(refused.message().en()).contains("8 MB");
    }

    @Test
    void refusesAZipBombAndTooManyParts() throws IOException {
        assertThat(violations(reader.read(XlsxFiles.gigabyteOfZeros()))).containsExactly(" 1  file-too-large");
        var parts = parts(Workbook.sound().bytes());
        IntStream.range(0, XlsxLimits.MAX_ZIP_ENTRIES).forEach(i -> parts.put("xl/media/" + i, new byte[0]));
        assertThat(violations(reader.read(XlsxFiles.zip(parts)))).containsExactly(" 1  too-many-entries");
    }

    @Test
    void survivesAHugeSharedString() {
        var parts = parts(Workbook.sound().bytes());
        var cells = "<c t=\"s\"><v>0</v></c>".repeat(9);
        parts.put(
                "xl/sharedStrings.xml",
                ("<sst><si><t> " + "长".repeat(1_000_000) + "</t></si></sst>").getBytes(UTF_8));
        parts.put(
                "xl/worksheets/sheet1.xml",
                ("<worksheet><sheetData>" + ("<row>" + cells + "</row>").repeat(9_000) + "</sheetData></worksheet>")
                        .getBytes(UTF_8));
        assertThat(violations(reader.read(XlsxFiles.zip(parts)))).isNotEmpty();
    }

    @Test
    void survivesDamageInsideTheParts() {
        var random = new Random(3);
        var parts = parts(Workbook.sound().bytes());
        for (int i = 0; i < 2_000; i++) {
            var damaged = new LinkedHashMap<String, byte[]>();
            parts.forEach((name, content) -> damaged.put(name, damaged(content, random)));
            assertThat(reader.read(XlsxFiles.zip(damaged))).isNotNull();
        }
    }

    @Test
    void survivesATruncatedFile() {
        var file = Workbook.sound().bytes();
        for (int length = 0; length < file.length; length += 7) {
            assertThat(violations(reader.read(Arrays.copyOf(file, length)))).containsExactly(" 1  format-unsupported");
        }
    }

    private static byte[] damaged(byte[] sound, Random random) {
        var bytes = sound.clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] replaced(byte[] file, String text, String other) {
        var parts = parts(file);
        parts.replaceAll((_, content) -> new String(content, UTF_8).replace(text, other).getBytes(UTF_8));
        return XlsxFiles.zip(parts);
    }

    private static Map<String, byte[]> parts(byte[] file) {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = ZipFile.builder().setByteArray(file).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }
}
