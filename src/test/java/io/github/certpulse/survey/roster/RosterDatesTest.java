package io.github.certpulse.survey.roster;

import static io.github.certpulse.survey.roster.RosterFiles.csv;
import static io.github.certpulse.survey.roster.RosterFiles.headingRow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.roster.RosterReading.Invalid;
import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.XlsxFiles;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Dates, which workbooks store as numbers, in cells for numbers or names.
@Fast
class RosterDatesTest {
    private static final String DATED = "<c s=\"1\"><v>%s</v></c>";
    private final RosterReader reader = new RosterReader();

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 31, 36, 45, 46, 47, 50, 57, 58})
    void refusesADateAsANumberOfStudents(int builtIn) {
        assertThat(violation(workbook("", builtIn, DATED.formatted("43950"))))
                .contains("应为整数，这里却是日期“2020-04-29”");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yyyy/m/d", "m\\月d\\日", "yyyy&quot;年&quot;m&quot;月&quot;", "[$-F800]dddd, mmmm dd",
                    "[h]:mm", "h:mm AM/PM", "[DBNum1][$-804]yyyy\\年", "[$-804]aaaa;@", "mm-yy;@"})
    void refusesADateInACustomFormatAsANumberOfStudents(String code) {
        assertThat(
                violation(
                        workbook(
                                "<numFmt numFmtId=\"164\" formatCode=\"" + code + "\"/>",
                                164,
                                DATED.formatted("43950"))))
                .contains("日期");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"General", "0", "#,##0", "#,##0&quot;人 students yyyy&quot;", "[Red]0", "0.00E+00",
                    "_ * #,##0_ ;_ * -#,##0_ ;_ @_ ", "[$¥-804]0", "0\\d", "[$USD] 0", "[DBNum1]General"})
    void readsANumberInAnyFormatThatIsNotADate(String code) {
        var rows = ((Readable) reader.read(
                workbook(
                        "<numFmt numFmtId=\"164\" formatCode=\"" + code + "\"/>",
                        164,
                        DATED.formatted("120"))))
                .rows();
        assertThat(rows).extracting(RosterRow::registeredStudents).containsExactly(120);
    }

    @Test
    void ignoresFormatsOfConditionalFormatting() {
        var styles = styles("", 164).replace(
                "</styleSheet>",
                "<dxfs><dxf><numFmt numFmtId=\"164\" formatCode=\"yyyy\"/></dxf></dxfs></styleSheet>");
        assertThat(reader.read(file(styles, "", DATED.formatted("120")))).isInstanceOf(Readable.class);
    }

    @ParameterizedTest
    @CsvSource({"43950,2020-04-29", "43950.354166666664,2020-04-29 08:30", "0.5,12:00", "1,1900-01-01",
            "59,1900-02-28", "61,1900-03-01", "2958465,9999-12-31"})
    void readsADateAsTheSpreadsheetShowsIt(String days, String shown) {
        assertThat(school(days)).isEqualTo(shown);
    }

    @Test
    void countsDatesFrom1904IfTheWorkbookDoes() {
        assertThat(violation(file(styles("", 14), "<workbookPr date1904=\"1\"/>", DATED.formatted("42488"))))
                .contains("2020-04-29");
    }

    @Test
    void readsADateInIsoForm() {
        assertThat(violation(workbook("", 0, "<c t=\"d\"><v>2020-04-29T00:00:00</v></c>"))).contains("“2020-04-29”");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2020/4/29", "2020-04-29", "2020年4月29日", "2020年4月", "4月29日", "29/4/2020", "2020.4.29",
                    "2020-04-29 08:30", "8:30"})
    void refusesATypedDateAsANumberOfStudents(String date) {
        assertThat(violation(csv("甲校,中职,,,,老年照护,初级," + date))).contains("日期“" + date + "”");
    }

    private String school(String days) {
        var row = "<row>" + DATED.formatted(days)
                + "<c t=\"inlineStr\"><is><t>中职</t></is></c>"
                + "<c/>".repeat(3)
                + "<c t=\"inlineStr\"><is><t>老年照护</t></is></c><c t=\"inlineStr\"><is><t>初级</t></is></c>"
                + "<c><v>1</v></c></row>";
        return ((Readable) reader.read(XlsxFiles.zip(parts(styles("", 14), "", row)))).rows().getFirst().school();
    }

    private String violation(byte[] file) {
        assertThat(reader.read(file)).isInstanceOf(Invalid.class);
        var violation = ((Invalid) reader.read(file)).violations().getFirst();
        assertThat(violation.row() + " " + violation.column() + " " + violation.code())
                .isEqualTo("2 registeredStudents not-a-number");
        return violation.message().zh();
    }

    private static byte[] workbook(String formats, int format, String students) {
        return file(styles(formats, format), "", students);
    }

    private static String styles(String formats, int format) {
        return "<styleSheet><numFmts>" + formats
                + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\""
                + format
                + "\"/></cellXfs></styleSheet>";
    }

    private static byte[] file(String styles, String properties, String students) {
        return XlsxFiles.zip(
                parts(
                        styles,
                        properties,
                        RosterFiles.row("甲校", "中职", "", "", "", "老年照护", "初级")
                                .replace("</row>", students + "</row>")));
    }

    private static Map<String, byte[]> parts(String styles, String properties, String row) {
        var parts = RosterFiles.parts(RosterFiles.sheet(headingRow() + row), RosterFiles.strings());
        parts.put("xl/styles.xml", styles.getBytes(UTF_8));
        parts.compute(
                "xl/workbook.xml",
                (_, xml) -> new String(xml, UTF_8)
                        .replace("<sheets>", properties + "<sheets>")
                        .getBytes(UTF_8));
        parts.compute(
                "xl/_rels/workbook.xml.rels",
                (_, xml) -> new String(xml, UTF_8)
                        .replace(
                                "</Relationships>",
                                "<Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>")
                        .getBytes(UTF_8));
        return parts;
    }
}
