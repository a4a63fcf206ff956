package io.github.certpulse.survey.roster;

import static io.github.certpulse.survey.roster.RosterFiles.csv;
import static io.github.certpulse.survey.roster.RosterFiles.headingRow;
import static io.github.certpulse.survey.roster.RosterFiles.row;
import static io.github.certpulse.survey.roster.RosterFiles.xlsx;
import static io.github.certpulse.survey.roster.RosterFiles.xlsxOf;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.roster.RosterReading.Invalid;
import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.XlsxFiles;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The kinds of files that clerks send, recognised by their bytes.
@Fast
class RosterFormatsTest {
    private static final String SHEET = RosterFiles.HEADING + "\n马鞍山学院,本科,马鞍山市,,,智能财税,高级,45\n";
    private static final RosterRow ROW =
            new RosterRow(
                    2,
                    "马鞍山学院",
                    "本科",
                    Optional.of("马鞍山市"),
                    Optional.empty(),
                    Optional.empty(),
                    "智能财税",
                    "高级",
                    45);

    private final RosterReader reader = new RosterReader();

    @Test
    void readsEveryEncodingThatSpreadsheetsSaveInChina() {
        assertReads(SHEET.getBytes(UTF_8));
        assertReads(("\uFEFF" + SHEET).getBytes(UTF_8));
        assertReads(SHEET.getBytes(Charset.forName("GB18030")));
        for (var charset : List.of(UTF_16LE, UTF_16BE)) {
            assertReads(("\uFEFF" + SHEET.replace(",", "\t")).getBytes(charset));
            assertReads(SHEET.replace("\n", "\r\n").getBytes(charset));
        }
    }

    @Test
    void refusesAnUnknownEncoding() {
        var odd = ("\uFEFF" + SHEET).getBytes(UTF_16LE);
        assertThat(violations(reader.read(Arrays.copyOf(odd, odd.length - 1)))).containsExactly("1  encoding-unknown");
        assertThat(violations(reader.read(new byte[]{(byte) 0xFF, (byte) 0xFF, 0, 1})))
                .containsExactly("1  encoding-unknown");
    }

    @ParameterizedTest
    @CsvSource({"<html><table>,网页（HTML）", "<?xml version=1.0?><Workbook>,XML 文件", "%PDF-1.7,PDF 文件"})
    void saysWhatAForeignFileIsAndHowToSaveIt(String file, String kind) {
        var reading = (Invalid) reader.read(file.getBytes(UTF_8));
        assertThat(violations(reading)).containsExactly("1  format-unsupported");
        assertThat(reading.violations().getFirst().message().zh()).startsWith("这是").contains(kind, "存为 .xlsx");
        assertThat(reading.violations().getFirst().message().en()).contains("save it as .xlsx");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void findsTheSeparatorInTheHeading(String separator) {
        assertReads(SHEET.replace(",", separator).getBytes(UTF_8));
        assertReads(SHEET.replace(",", separator).replace("\n", "\r\n").getBytes(UTF_8));
        assertReads(SHEET.replace(",", separator).replace("\n", "\r").getBytes(UTF_8));
    }

    @Test
    void countsARowWithAQuotedLineBreakOnce() {
        var file = csv("\"甲校\",中职,,,\"一号\n二号\",\"老年,照护\",初级,1", "乙校,小学,,,,老年照护,初级,1");

        assertThat(violations(reader.read(file))).containsExactly("3 level level-unknown");
    }

    @Test
    void reportsTheRowInWhichQuotesDoNotMatch() {
        assertThat(violations(reader.read(csv("甲校,中职,,,,老年照护,初级,1", "\"乙校,中职,,,,老年照护,初级,1"))))
                .containsExactly("3  csv-malformed");
    }

    @Test
    void readsAWorkbookWithTextsAndNumbers() {
        var heading = List.<Object>of("学校", "层次", "地市", "路线", "地址", "证书", "证书等级", "登记学生数");
        assertReads(
                xlsx(List.of(heading, List.of("马鞍山学院 ", "本科院校", "马鞍山市", "", "", "智能财税", "高级", 45))));
        assertReads(
                xlsx(List.of(heading, List.of("马鞍山学院", "本科", "马鞍山市", "", "", "智能财税", "高级", 45.0))));
        assertReads(
                xlsx(
                        List.of(
                                heading,
                                List.of("马鞍山学院", "本科", "马鞍山市", "\u3000", "", "智能财税", "高级", "45"))));
    }

    @Test
    void readsTheSavedValueOfAFormula() {
        var cells = row("马鞍山学院", "本科", "马鞍山市", "", "", "智能财税", "高级");
        assertReads(xlsxOf(headingRow() + cells.replace("</row>", "<c><f>40+5</f><v>45.0</v></c></row>")));
        assertThat(
                violations(
                        reader.read(
                                xlsxOf(
                                        headingRow() + cells
                                                .replace("</row>", "<c t=\"e\"><f>A1</f><v>#REF!</v></c></row>")))))
                .containsExactly("2 registeredStudents formula-error");
        assertThat(violations(reader.read(xlsxOf(headingRow() + cells.replace("</row>", "<c><f>A1</f></c></row>")))))
                .containsExactly("2 registeredStudents required");
    }

    @Test
    void joinsTheRunsOfARichTextAndIgnoresItsPhonetics() {
        var cells = row("@", "本科", "马鞍山市", "", "", "智能财税", "高级", "45")
                .replace("<t>@</t>", "<r><t>马鞍</t></r><r><t>山学院</t></r><rPh sb=\"0\" eb=\"1\"><t>ma</t></rPh>");
        assertReads(xlsxOf(headingRow() + cells));
    }

    @Test
    void readsPartsInUtf16AndBehindAByteOrderMark() {
        var sheet = RosterFiles
                .sheet(headingRow() + row("马鞍山学院", "本科", "马鞍山市", "", "", "智能财税", "高级", "45"));
        var parts = RosterFiles.parts(sheet, RosterFiles.strings());
        parts.put("xl/worksheets/sheet1.xml", sheet.getBytes(UTF_16));
        assertReads(XlsxFiles.zip(parts));
        parts.put("xl/worksheets/sheet1.xml", ("\uFEFF" + sheet).getBytes(UTF_8));
        assertReads(XlsxFiles.zip(parts));
    }

    @Test
    void countsTheRowsOfAWorkbookByTheirNumbers() {
        var rows = headingRow().replace("<row>", "<row r=\"1\">")
                + row("甲校", "小学", "", "", "", "老年照护", "初级", "1").replace("<row>", "<row r=\"7\">");
        assertThat(violations(reader.read(xlsxOf(rows)))).containsExactly("7 level level-unknown");
    }

    @Test
    void readsOnlyTheDataOfASheet() {
        var sheet = RosterFiles
                .sheet(headingRow() + row("马鞍山学院", "本科", "马鞍山市", "", "", "智能财税", "高级", "45"))
                .replace("</worksheet>", "<anchor><row>4</row></anchor></worksheet>");
        var parts = RosterFiles.parts(sheet, RosterFiles.strings());
        parts.put("xl/worksheets/sheet2.xml", RosterFiles.sheet(row("别的")).getBytes(UTF_8));
        assertReads(XlsxFiles.zip(parts));
    }

    private void assertReads(byte[] file) {
        assertThat(reader.read(file)).isEqualTo(new Readable(List.of(ROW)));
    }

    /// Row, column and code of every violation; none for a readable roster.
    static List<String> violations(RosterReading reading) {
        return switch (reading) {
            case Readable _ -> List.of();
            case Invalid(var violations) ->
                    violations.stream()
                            .map(violation -> violation.row() + " " + violation.column() + " " + violation.code())
                            .toList();
        };
    }
}
