package io.github.certpulse.console.office.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.roster.RosterReader;
import io.github.certpulse.survey.roster.RosterReading.Invalid;
import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.survey.roster.RosterViolation;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class RosterPagesTest {
    private static final String HEADINGS = "学校,层次,地市,路线,地址,证书,证书等级,登记学生数\n";
    private final TestService service = TestService.shared();
    private final Province province =
            Province.with(
                    service,
                    "甲校,高职,武汉市,,,物流管理,中级,120",
                    "甲校,高职,武汉市,,,老年照护,中级,10",
                    "乙校,中职,,,,物流管理,初级,9");
    private final String page = "/office/campaigns/" + province.id() + "/roster";

    @Test
    void aPreviewSaysWhatWouldChangeAndChangesNothing() {
        var before = province.school("甲校");
        var told = text(
                upload("?dry=true", HEADINGS + "甲校,高职,黄石市,,,物流管理,中级,150\n丙校,本科,,,,网店运营,高级,80\n")
                        .expect(200));
        assertThat(told).contains(
                "共 2 所学校、2 个学校证书、230 名登记学生",
                "新学校 1 学校信息有变 1 学校不变 0 名单中没有、保持原样的学校 1 新增证书 1 "
                        + "证书信息有变 1 撤下的证书 1",
                "甲校：老年照护",
                "地市：武汉市 → 黄石市",
                "登记学生 120 → 150");
        assertThat(province.schoolList()).hasSize(2);
        assertThat(province.school("甲校")).isEqualTo(before);
    }

    @Test
    void theImportDoesWhatThePreviewAnnounced() {
        var codes = province.school("甲校").teacherCode();
        var done = upload("", HEADINGS + "甲校,高职,黄石市,,,物流管理,中级,150\n丙校,本科,,,,网店运营,高级,80\n")
                .expect(200);
        assertThat(done.header("hx-redirect")).isEqualTo("/office/campaigns/" + province.id() + "/kit");
        assertThat(province.schoolList()).hasSize(3);
        assertThat(province.school("甲校").certificates()).containsOnlyKeys("物流管理");
        assertThat(province.school("甲校").teacherCode()).isEqualTo(codes);
        var again = text(
                upload("?dry=true", HEADINGS + "甲校,高职,黄石市,,,物流管理,中级,150\n丙校,本科,,,,网店运营,高级,80\n")
                        .expect(200));
        assertThat(again).contains("新学校 0 学校信息有变 0 学校不变 2", "新增证书 0 证书信息有变 0 撤下的证书 0");
        assertThat(text(upload("?dry=true", HEADINGS + "甲校,高职,黄石市,,,老年照护,中级,10\n").expect(200)))
                .contains("老年照护 · 重新列入");
    }

    @Test
    void anOutdatedPreviewIsShownAgainAndNothingIsImported() {
        var mine = HEADINGS + "甲校,高职,武汉市,,,物流管理,中级,120\n";
        var seen = revision(upload("?dry=true", mine).expect(200));
        province.importRoster("甲校,高职,武汉市,,,物流管理,中级,120", "甲校,高职,武汉市,,,网店运营,中级,30")
                .expect(200);
        var refused = upload("?seen=" + seen, mine).expect(422);
        assertThat(text(refused)).contains("没有导入：预览之后", "甲校：网店运营");
        assertThat(province.school("甲校").certificates()).containsOnlyKeys("物流管理", "网店运营");
        upload("?seen=" + revision(refused), mine).expect(200);
        assertThat(province.school("甲校").certificates()).containsOnlyKeys("物流管理");
    }

    private static String revision(Reply preview) {
        return Pattern.compile("data-seen=\"(\\d+)\"")
                .matcher(preview.text())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    @Test
    void everyViolationIsShownInItsCell() {
        var told =
                upload("", HEADINGS + "甲校,大学,武汉市,,,物流管理,中级,多\n<b>,高职,,,,,中级,1\n").expect(422).text();
        assertThat(told).contains("有 3 处错误")
                .containsPattern("<td id=\"r2-level\" class=\"wrong\">大学<span class=\"why\">应为本科")
                .containsPattern("<td id=\"r2-registeredStudents\" class=\"wrong\">多<span")
                .containsPattern("<td id=\"r3-certificate\" class=\"wrong\"><span class=\"why\">不能为空")
                .contains("&lt;b&gt;")
                .doesNotContain("<b>")
                .containsPattern("<button[^>]*disabled");
        assertThat(province.schoolList()).hasSize(2);
    }

    @Test
    void aMissingColumnIsReportedAtItsHeading() {
        assertThat(
                upload("?dry=true", "学校,层次,地市,路线,地址,证书,证书等级\n甲校,高职,,,,物流管理,中级\n").expect(422)
                        .text())
                .containsPattern("id=\"r1-registeredStudents\" class=\"wrong\"");
    }

    @Test
    void aLongRosterShowsItsFirstRowsAndThoseWithViolations() {
        var rows = IntStream.rangeClosed(2, 80)
                .mapToObj(row -> "学校%d,%s,,,,物流管理,中级,1".formatted(row, row == 77 ? "大学" : "高职"))
                .collect(Collectors.joining("\n"));
        assertThat(upload("?dry=true", HEADINGS + rows).expect(422).text())
                .contains("id=\"r51-school\"", "id=\"r77-level\"", "href=\"#r77-level\"")
                .doesNotContain("id=\"r52-school\"", "id=\"r78-school\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void theTemplateIsARosterWhoseExampleIsIgnored(String format) {
        var template = province.office().get(page + "/template." + format).expect(200);
        assertThat(template.header("content-disposition")).contains("roster." + format);
        assertThat(service.bean(RosterReader.class).read(template.body()))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        read -> assertThat(read.violations()).extracting(RosterViolation::code)
                                .containsExactly("empty"));
        var filled = RosterTemplate.csv();
        var row = "甲校,高职,武汉市,,,物流管理,中级,1\r\n".getBytes(StandardCharsets.UTF_8);
        var both = Arrays.copyOf(filled, filled.length + row.length);
        System.arraycopy(row, 0, both, filled.length, row.length);
        assertThat(service.bean(RosterReader.class).read(both))
                .isInstanceOfSatisfying(Readable.class, read -> assertThat(read.rows()).hasSize(1));
        province.office().get(page + "/template.doc").expect(404);
    }

    @Test
    void aHugeFileIsRefusedWithAMessage() {
        var refused = province.office().upload(page, "a", new byte[25 * 1024 * 1024], "HX-Request", "true");
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text()).contains("内容不能超过");
    }

    private Reply upload(String query, String content) {
        return province.office()
                .upload(page + query, "名单.csv", content.getBytes(StandardCharsets.UTF_8), "HX-Request", "true");
    }

    private static String text(Reply reply) {
        return reply.text().replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
    }
}
