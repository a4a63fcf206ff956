package io.github.certpulse.survey.roster;

import static io.github.certpulse.survey.roster.RosterFiles.csv;
import static io.github.certpulse.survey.roster.RosterFiles.headingRow;
import static io.github.certpulse.survey.roster.RosterFiles.row;
import static io.github.certpulse.survey.roster.RosterFormatsTest.violations;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.XlsxFiles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Merged cells, and rows that are no data.
@Fast
class RosterRemarksTest {
    private static final String SCHOOL = "甲校,高职,武汉市,,,物流管理,中级,120";
    private final RosterReader reader = new RosterReader();

    @ParameterizedTest
    @ValueSource(
            strings = {"合计,,,,,,,260", "合 计,,,,,,,260", "武汉市小计,,,,,,,260", ",,,,,合计,,260",
                    "总计（人）,,,,,,,260", "Total,,,,,,,260",
                    "共计3所,,,,,,,", "甲校,高职,武汉市,,,小计,,120", "注：登记学生数以系统为准",
                    "注1：以系统为准,,,,,,,", "说明：无", "备注：,以系统为准",
                    "填表人：张三,,,审核人：李四,,,,", "填表日期,,2020年4月", "（盖章）", "一、高职院校", "以下空白",
                    RosterFiles.HEADING, "学校名称,办学层次,所在地,,,证书名称,等级,登记学生数（人）"})
    void dropsARowThatIsNoDataAndSaysSo(String remark) {
        var reading = reader.inspect(csv(SCHOOL, remark, "乙校,中职,,,,老年照护,初级,60"));
        assertThat(violations(reading.reading())).isEmpty();
        assertThat(((Readable) reading.reading()).rows()).extracting(RosterRow::row).containsExactly(2, 4);
        assertThat(reading.warnings()).extracting(warning -> warning.code() + warning.rows())
                .containsExactly("rows-dropped[3]");
    }

    @Test
    void dropsTheLinesOfALongFootnote() {
        var reading = reader.inspect(csv(SCHOOL, "", "注：", "登记学生数以系统为准", "2. 其他", "乙校"));
        assertThat(reading.warnings()).extracting(warning -> warning.code() + warning.rows())
                .containsExactly("rows-dropped[4, 5, 6, 7]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"注册学校,高职,,,,物流管理,中级,", "乙校,,,,,,,", "乙校", "说明学校,高职,,,,,,1", "共青团校,中职,,,,物流管理,,1"})
    void reportsTheFaultsOfARowThatOnlyLooksLikeARemark(String row) {
        assertThat(violations(reader.read(csv(SCHOOL, row)))).isNotEmpty();
    }

    @Test
    void keepsDataWithARemarkInFront() {
        var file = "备注," + RosterFiles.HEADING + "\n注：新增," + SCHOOL + "\n合计见附表," + SCHOOL.replace("甲", "乙") + "\n";
        assertThat(((Readable) reader.read(file.getBytes(UTF_8))).rows()).hasSize(2);
    }

    @Test
    void ignoresRowsOfBlanksAndRowsWithNothingButANumber() {
        var file = "序号," + RosterFiles.HEADING + "\n1," + SCHOOL + "\n2,,,,,,,,\n ,\u3000,,,,,,,\n3,,,,,,,,\n";
        var reading = reader.inspect(file.getBytes(UTF_8));
        assertThat(((Readable) reading.reading()).rows()).hasSize(1);
        assertThat(reading.warnings()).extracting(warning -> warning.code() + warning.rows())
                .containsExactly("rows-dropped[3, 5]");
    }

    @Test
    void fillsMergedCellsDownAndAcross() {
        var rows = rows(
                headingRow() + row("甲校", "高职", "武汉市", "路线一", "", "物流管理", "中级", "120")
                        + row("", "", "", "", "", "老年照护", "中级", "80")
                        + row("", "", "", "", "", "", "", "")
                        + row("乙校", "中职", "", "", "", "老年照护", "初级", "60"),
                "A2:A4",
                "B2:B4",
                "C2:C3",
                "D2:E3");
        assertThat(rows).extracting(RosterRow::row).containsExactly(2, 3, 5);
        assertThat(rows.get(1)).satisfies(row -> {
            assertThat(row.school() + row.level() + row.city().orElseThrow()).isEqualTo("甲校高职武汉市");
            assertThat(row.address()).contains("路线一");
            assertThat(row.certificate()).isEqualTo("老年照护");
        });
        assertThat(rows.get(2).route()).isEmpty();
    }

    @Test
    void fillsFromAHiddenRowAndPastOmittedRows() {
        var rows = rows(
                headingRow().replace("<row>", "<row r=\"1\">")
                        + row("甲校", "高职", "", "", "", "物流管理", "中级", "120")
                                .replace("<row>", "<row r=\"2\" hidden=\"1\">")
                        + row("", "", "", "", "", "老年照护", "中级", "80").replace("<row>", "<row r=\"9\">")
                        + row("乙校", "中职", "", "", "", "老年照护", "初级", "60").replace("<row>", "<row r=\"10\">"),
                "A2:A9",
                "B2:B9");
        assertThat(rows).extracting(row -> row.row() + row.school() + row.level())
                .containsExactly("9甲校高职", "10乙校中职");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A2", "A0:A0", "A3:A2", "ZZZ2:ZZZ9", "A2:XFD1048576", "A9999999:A9999999", "A5:A9", "€"})
    void survivesAreasThatNoSpreadsheetWrites(String area) {
        var reading = reader.read(
                workbook(headingRow() + row("甲校", "高职", "", "", "", "物流管理", "中级", "120"), area));
        assertThat(violations(reading)).isEmpty();
    }

    @Test
    void dropsAMergedFootnoteAndAMergedTotal() {
        var rows = rows(
                headingRow() + row("甲校", "高职", "", "", "", "物流管理", "中级", "120")
                        + row("合计", "", "", "", "", "", "", "120")
                        + row("注：以系统为准"),
                "A3:G3",
                "A4:H4");
        assertThat(rows).hasSize(1);
    }

    private List<RosterRow> rows(String rows, String... areas) {
        var reading = reader.read(workbook(rows, areas));
        assertThat(violations(reading)).isEmpty();
        return ((Readable) reading).rows();
    }

    private static byte[] workbook(String rows, String... areas) {
        var merges = new StringBuilder("<mergeCells>");
        for (var area : areas) {
            merges.append("<mergeCell ref=\"").append(area).append("\"/>");
        }
        var sheet = RosterFiles.sheet(rows).replace("</worksheet>", merges + "</mergeCells></worksheet>");
        return XlsxFiles.zip(RosterFiles.parts(sheet, RosterFiles.strings()));
    }
}
