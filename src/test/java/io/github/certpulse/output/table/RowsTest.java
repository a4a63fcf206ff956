package io.github.certpulse.output.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.github.certpulse.files.csv.CsvCell;
import io.github.certpulse.platform.secret.LastingKeys.Purpose;
import io.github.certpulse.platform.secret.LastingKeys;
import io.github.certpulse.testing.Fast;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;

@Fast
class RowsTest {
    private static final List<String> TEXTS = List.of(
            "=1+1",
            "+1",
            "-1",
            "@A1",
            "\t=1",
            "\r\n=1",
            "＝1",
            "＋1",
            "－1",
            "＠1",
            "a\"b",
            "a,b",
            "a\r\nb",
            "a\nb",
            " 空格 ",
            "\"",
            ",",
            "𠮷😀",
            "");
    private final LastingKeys keys =
            new LastingKeys(Map.of(Purpose.PSEUDONYMS, new SecretKeySpec(new byte[32], "HmacSHA256")));
    private final Pseudonyms.Maker pseudonyms = new Pseudonyms(keys).maker();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void areReadBackFromCsvWithEveryFormulaNeutralised() throws IOException {
        var rows = new CsvRows(out, List.of("response", "text", "prepared", "prepared too", "number"));
        fill(rows, TEXTS.size());
        rows.finish();
        try (var reader = CsvReader.builder().ofCsvRecord(out.toString(UTF_8))) {
            var read = reader.stream().toList();
            assertThat(read).hasSize(TEXTS.size() + 1).allMatch(row -> row.getFieldCount() == 5);
            assertThat(read.stream().skip(1).map(row -> row.getField(1)))
                    .containsExactlyInAnyOrderElementsOf(TEXTS.stream().map(CsvCell::neutral).toList());
            assertThat(read.stream().skip(1).map(row -> row.getField(2)))
                    .containsExactlyInAnyOrderElementsOf(TEXTS.stream().map(CsvCell::neutral).toList());
            assertThat(
                    read.stream()
                            .skip(1)
                            .map(row -> row.getField(2))
                            .filter(text -> !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0))
                    .isEmpty();
            assertThat(read.stream().skip(1)).allMatch(
                    row -> row.getField(3).isEmpty() && row.getField(1).equals(row.getField(2))
                            && row.getField(4).equals("-7"));
        }
    }

    @Test
    void arePlainStringsInAWorkbookAndContinueInAFurtherSheet() throws IOException {
        var rows =
                new XlsxRows(out, "responses", List.of("response", "text", "prepared", "prepared too", "number"), 10);
        fill(rows, TEXTS.size());
        rows.finish();
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            var sheets = workbook.getSheets().toList();
            assertThat(sheets).hasSize(2);
            assertThat(sheets.get(0).read()).hasSize(11);
            var second = sheets.get(1).read();
            assertThat(second).hasSize(10);
            assertThat(second.getFirst().getCellText(1)).isEqualTo("text");
            for (var sheet : sheets) {
                for (var row : sheet.read().subList(1, sheet.read().size())) {
                    assertThat(row.getOptionalCell(1).stream())
                            .allMatch(cell -> cell.getType() == CellType.STRING && cell.getFormula() == null);
                    // A reader of XML takes a carriage return for a line feed unless it is escaped, and readers may
                    // drop blanks at the ends.
                    assertThat(TEXTS.stream().map(String::strip)).contains(row.getCellText(1).strip());
                    assertThat(row.getCellAsNumber(4).orElseThrow().intValueExact()).isEqualTo(-7);
                }
            }
        }
    }

    @Test
    void areWrittenInBlocksInTheOrderOfTheirPseudonyms() throws IOException {
        var number = Rows.FIRST_BLOCK + 2 * Rows.BLOCK + 10;
        var rows = new CsvRows(out, List.of("response", "number"));
        var came = new ArrayList<String>();
        var seenBeforeTheEnd = 0L;
        for (var i = 0; i < number; i++) {
            var pseudonym = pseudonym(i);
            came.add(pseudonym.toString());
            rows.begin(pseudonym);
            rows.put(i);
            rows.end(pseudonym);
            if (i == Rows.FIRST_BLOCK) {
                seenBeforeTheEnd = out.toString(UTF_8).lines().count() - 1;
            }
        }
        rows.finish();
        assertThat(seenBeforeTheEnd).isEqualTo(Rows.FIRST_BLOCK);
        var shown = out.toString(UTF_8).lines().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
        assertThat(shown).hasSize(number);
        assertThat(new HashSet<>(shown)).hasSize(number).containsAll(came);
        for (var from = 0; from < number; from = from == 0 ? Rows.FIRST_BLOCK : from + Rows.BLOCK) {
            var to = Math.min(number, from == 0 ? Rows.FIRST_BLOCK : from + Rows.BLOCK);
            assertThat(shown.subList(from, to)).isSortedAccordingTo(Comparator.naturalOrder())
                    .containsExactlyInAnyOrderElementsOf(came.subList(from, to));
        }
    }

    @Test
    void havePseudonymsThatNoSpreadsheetReadsAsANumber() {
        assertThat(IntStream.range(0, 1000).mapToObj(this::pseudonym).map(Object::toString))
                .allMatch(text -> text.matches("r[0-9a-hjkmnp-tv-z]{15}"))
                .doesNotHaveDuplicates();
    }

    private void fill(Rows rows, int number) throws IOException {
        for (var i = 0; i < number; i++) {
            var pseudonym = pseudonym(i);
            rows.begin(pseudonym);
            rows.put(TEXTS.get(i));
            rows.put(Cells.of(Cells.text(TEXTS.get(i)), Cells.text("")));
            rows.put(-7);
            rows.end(pseudonym);
        }
    }

    private Pseudonyms.Pseudonym pseudonym(int number) {
        return pseudonyms.of(ByteBuffer.allocate(16).putInt(number).array());
    }
}
