package io.github.certpulse.console.office.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestService;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The texts of the pages of results, and who may read them.
@Fast
class ResultsPagesTest {
    private static final List<String> PAGES = List.of("results", "crosstab", "quality", "downloads");
    private static final TestService SERVICE = TestService.shared();
    private static Province province;

    @BeforeAll
    static void answer() {
        province = Province
                .with(SERVICE, "甲校,高职,武汉市,一,,物流管理,中级,120", "乙校,本科,襄阳市,二,,物流管理,高级,40");
        new StoredCrowd(SERVICE, province, 7).store(Role.TEACHER, 60);
    }

    @Test
    void thePagesAreOnlyForTheOffice() {
        var clerk = province.clerk("甲校");
        var viewer = SERVICE.viewer();
        for (var page : PAGES) {
            var path = "/office/campaigns/" + province.id() + "/" + page;
            viewer.get(path).expect(200);
            assertThat(clerk.get(path).expect(403).text()).doesNotContain("乙校", "data-respondents");
            assertThat(SERVICE.stranger().get(path).expect(303).header("location")).startsWith("/?next=");
            province.office().get("/office/campaigns/0000000000000/" + page).expect(404);
        }
        assertThat(viewer.get("/office/campaigns/" + province.id() + "/quality").text()).doesNotContain("/settings");
    }

    @Test
    void anEmptyPageNamesTheFilterThatLeavesNothing() {
        var nothing = page("results?role=TEACHER&city=%E6%AD%A6%E6%B1%89%E5%B8%82&level=%E6%9C%AC%E7%A7%91").html();
        var ofWuhan = province.office()
                .get(province.path() + "/results?role=TEACHER&city=%E6%AD%A6%E6%B1%89%E5%B8%82")
                .expect(200)
                .number("respondents");
        assertThat(nothing).contains("没有答卷符合这些筛选条件")
                .containsPattern("去掉“层次：本科”</a>：" + ofWuhan + " 份答卷");
        for (var page : List.of("crosstab", "quality")) {
            assertThat(page(page + "?city=%E6%AD%A6%E6%B1%89%E5%B8%82&level=%E6%9C%AC%E7%A7%91").html())
                    .contains("去掉“层次：本科”");
        }
        for (var page : List.of("results", "crosstab", "quality")) {
            assertThat(page(page + "?role=STUDENT").html()).contains("还没有人答这份问卷");
        }
    }

    @Test
    void aLinkWithAnUnknownValueIsRefusedWithTheViolation() {
        for (var wrong : List.of(
                "results?role=TEACHERS",
                "results?minCell=0",
                "results?minCell=101",
                "quality?quality=good",
                "downloads?role=x",
                "results?school=%00")) {
            assertThat(province.office().get("/office/campaigns/" + province.id() + "/" + wrong).expect(422).text())
                    .contains("role=\"alert\"");
        }
        page("results?minCell=1");
        page("results?minCell=100");
    }

    @Test
    void anUnknownCrosstabIsReplacedByAKnownOneAndThePageSaysSo() {
        assertThat(page("crosstab").html()).contains("3. 您的职称是？ × 层次").doesNotContain("已换成可用的行和列");
        assertThat(page("crosstab?row=q21&column=q99").html()).contains("3. 您的职称是？ × 层次", "已换成可用的行和列");
        assertThat(page("crosstab?row=q9&column=q4").html()).contains("row=q4&amp;column=q9");
    }

    @Test
    void aCrosstabSaysWhetherItsTestIsReliable() {
        assertThat(page("crosstab?row=q4&column=q5").html()).contains("没有检验：列是多选题的选项");
        assertThat(page("crosstab?row=q5&column=level").html())
                .contains("行是多选题", "<th scope=\"col\" class=\"number\">检验</th>");
        assertThat(page("crosstab?row=q7&column=level").html())
                .containsPattern("χ² = [\\d.]+, df = 1, p [=<] 0\\.\\d{4}");
        assertThat(page("crosstab?row=q13&column=q16").html()).contains("Cochran 规则");
    }

    @Test
    void theDownloadsTakeTheFiltersOfThePages() {
        var page = page("downloads?role=TEACHER&city=%E6%AD%A6%E6%B1%89%E5%B8%82&quality=unflagged&minCell=5").html();
        assertThat(page).contains(
                "exports/results.xlsx?role=TEACHER&amp;city=%E6%AD%A6%E6%B1%89%E5%B8%82"
                        + "&amp;quality=unflagged&amp;minCell=5\"")
                .contains(
                        "exports/responses.csv?role=TEACHER"
                                + "&amp;city=%E6%AD%A6%E6%B1%89%E5%B8%82&amp;quality=unflagged\"")
                .contains("exports/progress.xlsx?quality=unflagged\"")
                .contains("teacher-2020/1/codebook?format=csv\"")
                .doesNotContain("student-2020");
        assertThat(page("downloads").html())
                .contains("exports/results.xlsx\"", "student-2020/1/codebook", "posters.pdf\"", "qrcodes.zip\"");
    }

    @Test
    void thePagesAreShownInEnglishOnRequest() {
        for (var page : PAGES) {
            assertThat(
                    province.office()
                            .get("/office/campaigns/" + province.id() + "/" + page, "Accept-Language", "en")
                            .expect(200)
                            .text())
                    .contains("lang=\"en\"", "Questionnaire</label>")
                    .doesNotContain("答卷质量", "下载");
        }
    }

    private static ResultsPageText page(String page) {
        return ResultsPageText.of(province.office(), province, page);
    }
}
