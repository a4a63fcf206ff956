package io.github.certpulse.survey.roster;

import static io.github.certpulse.survey.roster.RosterFiles.headingRow;
import static io.github.certpulse.survey.roster.RosterFiles.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.XlsxFiles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hidden rows and sheets of a roster are left out, and a warning lists the rows.
@Fast
class HiddenRowsTest {
    private final Province province = Province.empty(TestService.shared(), "{}");

    @ParameterizedTest
    @ValueSource(
            strings = {"hidden=\"1\"", "hidden=\"true\"", "ht=\"0\" customHeight=\"1\"",
                    "hidden=\"1\" outlineLevel=\"1\""})
    void leavesOutAHiddenRowAndReportsIt(String hidden) {
        var answer = upload(
                RosterFiles.xlsxOf(
                        headingRow() + school("甲校")
                                + hide(school("乙校"), hidden)
                                + school("丙校")
                                + hide(school("丁\n校"), hidden)
                                + hide(school("戊校").replace("高职", "大学"), hidden)
                                + hide("<row></row>", hidden)))
                .expect(200);
        assertThat(List.of(answer.number("schools"), answer.number("rows"))).containsExactly(2, 2);
        assertThat(province.schoolList()).extracting(school -> school.get("name").getStringValue())
                .containsExactly("甲校", "丙校");
        assertThat(answer.list("warnings")).hasSize(1);
        assertThat(answer.string("warnings.0.code")).isEqualTo("hidden-rows");
        assertThat(answer.list("warnings.0.rows")).extracting(row -> row.getIntValue()).containsExactly(3, 5, 6);
        assertThat(answer.list("warnings.0.names")).extracting(name -> name.getStringValue())
                .containsExactly("乙校", "丁校", "戊校");
        assertThat(answer.string("warnings.0.message")).startsWith("第 3、5–6 行在表格中被隐藏，没有导入");
    }

    @Test
    void showsTheWarningInThePreview() {
        var file = RosterFiles.xlsxOf(headingRow() + school("甲校") + hide(school("乙校"), "hidden=\"1\""));
        var page = province.office()
                .upload(
                        "/office/campaigns/" + province.id() + "/roster?dry=true",
                        "r.xlsx",
                        file,
                        "HX-Request",
                        "true")
                .expect(200)
                .text();
        assertThat(page).contains("共 1 所学校", "第 3 行在表格中被隐藏，没有导入").doesNotContain("乙校");
    }

    @Test
    void refusesARosterWhoseRowsAreAllHidden() {
        var refused = upload(RosterFiles.xlsxOf(headingRow() + hide(school("甲校"), "hidden=\"1\"")))
                .expectProblem(422, "roster-invalid");
        assertThat(refused.string("violations.0.code")).isEqualTo("empty");
        assertThat(refused.string("violations.0.message")).contains("隐藏");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden", "veryHidden"})
    void doesNotReadAHiddenSheet(String state) {
        var parts = RosterFiles.parts(RosterFiles.sheet(headingRow() + school("旧校")), RosterFiles.strings());
        parts.put("xl/worksheets/sheet2.xml", RosterFiles.sheet(headingRow() + school("新校")).getBytes(UTF_8));
        parts.compute(
                "xl/workbook.xml",
                (_, xml) -> new String(xml, UTF_8)
                        .replace("<sheet name=\"1\"", "<sheet state=\"" + state + "\" name=\"1\"")
                        .replace("</sheets>", "<sheet name=\"2\" sheetId=\"2\" r:id=\"r3\"/></sheets>")
                        .getBytes(UTF_8));
        parts.compute(
                "xl/_rels/workbook.xml.rels",
                (_, xml) -> new String(xml, UTF_8)
                        .replace(
                                "</Relationships>",
                                "<Relationship Id=\"r3\" Type=\"x/worksheet\" Target=\"worksheets/sheet2.xml\"/>"
                                        + "</Relationships>")
                        .getBytes(UTF_8));
        upload(XlsxFiles.zip(parts)).expect(200);
        assertThat(province.schoolList()).extracting(school -> school.get("name").getStringValue())
                .containsExactly("新校");
    }

    private Reply upload(byte[] file) {
        return province.office().upload(province.path() + "/roster", "r.xlsx", file);
    }

    private static String school(String name) {
        return row(name, "高职", "", "", "", "物流管理", "中级", "10");
    }

    private static String hide(String row, String attributes) {
        return row.replace("<row>", "<row " + attributes + ">");
    }
}
