package io.github.certpulse.survey.roster;

import static io.github.certpulse.survey.roster.RosterFiles.headingRow;
import static io.github.certpulse.survey.roster.RosterFiles.row;
import static io.github.certpulse.survey.roster.RosterFormatsTest.violations;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.XlsxFiles;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the heading stands, and how people write it.
@Fast
class RosterHeadingTest {
    private static final List<List<Object>> LIST = List.of(
            List.of("学校", "层次", "证书", "证书等级", "登记学生数"),
            List.of("甲校", "高职", "物流管理", "中级", 120));
    private final RosterReader reader = new RosterReader();

    @Test
    void findsTheHeadingBelowTitlesAndNotes() {
        var reading = reader.inspect(
                ("附件1：,,,,\n\n\"试点院校名单\n（截至某年某月）\",,,,\n填表说明,每校每证一行,,,\n"
                        + "学校,层次,证书,证书等级,登记学生数\n甲校,小学,物流管理,中级,120\n").getBytes(UTF_8));
        assertThat(violations(reading.reading())).containsExactly("6 level level-unknown");
        assertThat(reading.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("rows-dropped");
            assertThat(warning.rows()).containsExactly(1, 3, 4);
            assertThat(warning.names()).containsExactly("附件1：", "试点院校名单（截至某年某月）", "填表说明");
            assertThat(warning.message().zh()).startsWith("第 1、3–4 行不是数据");
        });
    }

    @Test
    void findsTheSeparatorOfAFileWithATitle() {
        var file = "名单；截至今日，共 1 所,,\n学校;层次;证书;证书等级;登记学生数\n甲校;高职;物流管理;中级;120\n";
        assertThat(rows(file)).hasSize(1);
    }

    @Test
    void reportsTheRowOfTheHeadingThatLacksColumns() {
        var reading = reader.read("名单\n学校,层次,证书,登记学生数\n甲校,高职,物流管理,1\n".getBytes(UTF_8));
        assertThat(violations(reading)).containsExactly("2 certificateLevel column-missing");
        assertThat(((RosterReading.Invalid) reading).violations().getFirst().message().zh())
                .isEqualTo("表头（第 2 行）缺少“证书等级”（certificateLevel）列");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"序号,学校名称,办学层次,所在地,路线,学校地址,证书名称,证书等级,登记学生数（人）",
                    "联系人,院校名称,学校类型,所在地(市),联系电话,培训评价组织,证书,等级,登记学生数",
                    "省属,*学校,层次＊,所在地市,证书领域,牵头院校,证书【必填】,证书级别（初/中/高）,登记学生数(人)",
                    "编号,\"学校\n名称\",办学 层次,地市,x,y,证 书,证书等级：,１．登记学生数",
                    "No.,学校 School,Level,City,Route,Address,证书/Certificate,Certificate Level,Registered Students",
                    "学校代码,学校全称,办学层次,城市,学校（代码）,z,职业技能等级证书,级别,学生人数"})
    void readsHeadingsAsPeopleWriteThem(String heading) {
        var file = heading + "\n1,甲校,高职,武汉市,,,物流管理,中级,120\n";
        assertThat(rows(file)).singleElement().satisfies(row -> {
            assertThat(row.school()).isEqualTo("甲校");
            assertThat(row.city()).contains("武汉市");
            assertThat(row.certificate() + row.certificateLevel() + row.registeredStudents()).isEqualTo("物流管理中级120");
        });
    }

    @Test
    void prefersTheNearerOfTwoHeadings() {
        var file = "学校类型,学校,层次,等级,证书等级,证书,登记学生数,学生数\n公办,甲校,高职,A,中级,物流管理,7,5000\n";
        assertThat(rows(file)).singleElement().satisfies(row -> {
            assertThat(row.level() + row.certificateLevel()).isEqualTo("高职中级");
            assertThat(row.registeredStudents()).isEqualTo(7);
        });
    }

    @Test
    void readsAHeadingOfTwoRows() {
        var blank = "学校,,,证书,,登记\n名称,层次,地市,名称,等级,学生数\n甲校,高职,武汉市,物流管理,中级,120\n";
        assertThat(rows(blank)).singleElement()
                .satisfies(row -> assertThat(row.row() + row.school() + row.certificate()).isEqualTo("3甲校物流管理"));
        var merged = RosterFiles.sheet(
                row("试点名单") + row("学校", "层次", "证书", "", "登记学生数")
                        + row("", "", "名称", "等级", "（人）")
                        + row("甲校", "高职", "物流管理", "中级", "120"))
                .replace(
                        "</worksheet>",
                        "<mergeCells><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:B3\"/>"
                                + "<mergeCell ref=\"C2:D2\"/></mergeCells></worksheet>");
        var reading = reader.inspect(XlsxFiles.zip(RosterFiles.parts(merged, RosterFiles.strings())));
        assertThat(((Readable) reading.reading()).rows()).singleElement()
                .satisfies(row -> assertThat(row.row() + row.certificateLevel()).isEqualTo("4中级"));
        assertThat(reading.warnings()).extracting(warning -> warning.code() + warning.rows())
                .containsExactly("rows-dropped[1]");
    }

    @Test
    void readsTheFirstVisibleSheetWithTheHeadingAndSaysSo() {
        var sheets = new LinkedHashMap<String, List<List<Object>>>();
        sheets.put("填表说明", List.of(List.of("填表说明"), List.of("1. 每校每证一行", "学校")));
        sheets.put("模板", LIST.subList(0, 1));
        sheets.put("名单", LIST);
        var reading = reader.inspect(XlsxFiles.workbook(sheets));
        assertThat(((Readable) reading.reading()).rows()).hasSize(1);
        assertThat(reading.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code() + warning.names()).isEqualTo("sheet-chosen[名单]");
            assertThat(warning.message().zh()).isEqualTo("读取的是工作表“名单”");
        });
    }

    @Test
    void saysWhichOtherSheetsLookLikeRosters() {
        var sheets = new LinkedHashMap<String, List<List<Object>>>();
        sheets.put("武汉", LIST);
        sheets.put("说明", List.of(List.of("无")));
        sheets.put("黄石", LIST);
        assertThat(reader.inspect(XlsxFiles.workbook(sheets)).warnings()).singleElement()
                .satisfies(warning -> assertThat(warning.code() + warning.names()).isEqualTo("sheet-chosen[武汉, 黄石]"));
        sheets.remove("黄石");
        assertThat(reader.inspect(XlsxFiles.workbook(sheets)).warnings()).isEmpty();
    }

    @Test
    void readsAHiddenColumnOnlyIfThereIsNoOther() {
        var heading = headingRow().replace("<row>", "<row><c t=\"str\"><v>学校</v></c>");
        var data = row("旧校", "甲校", "高职", "", "", "", "物流管理", "中级", "1");
        var hidden = RosterFiles.sheet(heading + data)
                .replace("<sheetData>", "<cols><col min=\"1\" max=\"1\" hidden=\"1\"/></cols><sheetData>");
        var reading = reader.read(XlsxFiles.zip(RosterFiles.parts(hidden, RosterFiles.strings())));
        assertThat(((Readable) reading).rows()).extracting(RosterRow::school).containsExactly("甲校");
        assertThat(violations(reader.read(RosterFiles.xlsxOf(heading + data))))
                .containsExactly("1 school column-duplicate");
    }

    private List<RosterRow> rows(String file) {
        var reading = reader.read(file.getBytes(UTF_8));
        assertThat(violations(reading)).isEmpty();
        return ((Readable) reading).rows();
    }
}
