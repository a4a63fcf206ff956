package io.github.certpulse.files.xlsx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.certpulse.files.xlsx.XlsxLimitExceeded.Reason;
import io.github.certpulse.testing.XlsxFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

/// Every limit for reading a workbook, at and beyond its value.
class XlsxLimitsTest {
    private static final XlsxLimits GENEROUS = new XlsxLimits(1_000_000, 1_000);

    @Test
    void readsNamesOfSheetsTextsNumbersAndBooleans() throws IOException, XMLStreamException {
        var workbook = XlsxWorkbook
                .open(XlsxFiles.workbook(Map.of("甲", List.of(List.of("a", 1, 2.5, true, false)))), GENEROUS);
        assertThat(workbook.sheets()).containsExactly("甲");
        assertThat(rows(workbook.sheet(0))).containsExactly(List.of("a", "1", "2.5", "TRUE", "FALSE"));
    }

    @Test
    void acceptsAFileUpToTheLimitAndNotAByteMore() {
        var file = small();
        assertThat(refusal(file, file.length - 1)).isEqualTo(Reason.TOO_LARGE);
        var inflated = inflated(file);
        assertThat(inflated).isGreaterThan(file.length);
        assertThat(refusal(file, inflated - 1)).isEqualTo(Reason.TOO_LARGE);
        assertThat(inflated(file, inflated)).isEqualTo(inflated);
    }

    @Test
    void stopsInflatingAtTheLimit() throws IOException {
        var limits = new XlsxLimits(20_000_000, 10);
        var parts = new XlsxParts(limits);
        var bomb = XlsxFiles.gigabyteOfZeros();
        assertThat(catchThrowableOfType(XlsxLimitExceeded.class, () -> parts.inflate(bomb)).reason())
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(parts.inflated()).isEqualTo(limits.bytes() + 1);
    }

    @Test
    void acceptsTwoHundredEntriesAndNotOneMore() throws IOException {
        var parts = new LinkedHashMap<String, byte[]>();
        IntStream.range(0, XlsxLimits.MAX_ZIP_ENTRIES).forEach(i -> parts.put("xl/media/" + i, "x".getBytes(UTF_8)));
        var most = new XlsxParts(GENEROUS);
        most.inflate(XlsxFiles.zip(parts));
        assertThat(most.inflated()).isEqualTo(XlsxLimits.MAX_ZIP_ENTRIES);
        parts.put("xl/media/more", new byte[0]);
        assertThat(refusal(XlsxFiles.zip(parts), GENEROUS.bytes())).isEqualTo(Reason.TOO_MANY_ENTRIES);
    }

    @Test
    void cutsALongCellOffOneCharacterAfterTheLimit() throws IOException, XMLStreamException {
        var file = XlsxFiles.workbook(Map.of("a", List.of(List.of("12345", "123456", "1234567"))));
        assertThat(rows(XlsxWorkbook.open(file, new XlsxLimits(1_000_000, 5)).sheet(0)))
                .containsExactly(List.of("12345", "123456", "123456"));
    }

    @Test
    void readsTwoHundredAndFiftySixColumns() throws IOException, XMLStreamException {
        var wide = XlsxFiles.workbook(
                Map.of(
                        "a",
                        List.of(
                                IntStream.rangeClosed(1, XlsxLimits.MAX_COLUMNS + 1)
                                        .<Object>mapToObj(Integer::valueOf)
                                        .toList())));
        assertThat(rows(XlsxWorkbook.open(wide, GENEROUS).sheet(0)).getFirst()).hasSize(XlsxLimits.MAX_COLUMNS)
                .last()
                .isEqualTo("256");
    }

    private static byte[] small() {
        return XlsxFiles.workbook(Map.of("a", List.of(List.of("长".repeat(900)))));
    }

    private static int inflated(byte[] file) {
        return inflated(file, GENEROUS.bytes());
    }

    private static int inflated(byte[] file, int maxBytes) {
        var parts = new XlsxParts(new XlsxLimits(maxBytes, 1_000));
        try {
            parts.inflate(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return parts.inflated();
    }

    private static Reason refusal(byte[] file, int maxBytes) {
        return catchThrowableOfType(
                XlsxLimitExceeded.class,
                () -> XlsxWorkbook.open(file, new XlsxLimits(maxBytes, 1_000)))
                .reason();
    }

    private static List<List<String>> rows(XlsxSheet sheet) throws IOException, XMLStreamException {
        var rows = new ArrayList<List<String>>();
        sheet.read((_, _, cells) -> rows.add(cells));
        return rows;
    }
}
