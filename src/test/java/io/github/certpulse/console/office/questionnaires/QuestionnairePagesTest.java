package io.github.certpulse.console.office.questionnaires;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The office reads its questionnaires.
class QuestionnairePagesTest {
    private static final String ALL = "/office/questionnaires";
    private static final List<String> PAGES = List.of(
            "",
            "/teacher-2020/1",
            "/teacher-2020/1/path",
            "/teacher-2020/1/codebook",
            "/student-2020/1",
            "/new",
            "/new?of=teacher-2020");
    private final TestService service = TestService.shared();

    @Test
    void theListShowsQuestionnairesAndTheCampaignsThatUseThem() {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
        var title = province.office().get(province.path()).string("title");
        try (var desk = atADesk("")) {
            var card = desk.page().locator("section").filter(new Locator.FilterOptions().setHasText("teacher-2020"));
            assertThat(card).containsText("1+X证书制度试点工作参与教师调查问卷");
            assertThat(card).containsText("教师问卷");
            var first = card.locator("tbody tr").last();
            assertThat(first).containsText("第 1 版");
            assertThat(first.locator("td").first()).hasText("21");
            assertThat(first).containsText(title);
            var workbook = desk.page().waitForDownload(() -> first.getByText("XLSForm").click());
            assertThat(workbook.suggestedFilename()).isEqualTo("teacher-2020.1.xlsx");
            first.getByText("第 1 版").click();
            desk.reads("填写者看到的问卷").reads(title);
        }
    }

    @ParameterizedTest
    @CsvSource({"teacher-2020, 3", "student-2020, 1"})
    void theDiagramHasAnArcForEveryConditionAndTheListAgrees(String code, int conditions) {
        try (var desk = atADesk("/" + code + "/1/path")) {
            assertThat(desk.page().locator("svg[role=img] .arc:not(.jump)")).hasCount(conditions);
            var questions = service.stranger().get("/api/v1/questionnaires/" + code + "/1").list("questions").size();
            assertThat(desk.page().locator("svg .question")).hasCount(questions);
            assertThat(desk.page().locator(".steps tbody tr")).hasCount(questions);
            if (code.startsWith("teacher")) {
                desk.reads("第7题选A时才问").reads("选B跳到第10题").reads("第7题选“A 是”");
            } else {
                desk.reads("第3题选E时必答");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher-2020", "student-2020"})
    void theCodebookEqualsTheOneOfTheDownloads(String code) {
        var codebook = service.stranger().get("/api/v1/questionnaires/" + code + "/1/codebook").expect(200);
        var names = new ArrayList<String>();
        codebook.list("common").forEach(variable -> names.add(variable.get("name").getStringValue()));
        codebook.list("variables").forEach(variable -> names.add(variable.get("name").getStringValue()));
        try (var desk = atADesk("/" + code + "/1/codebook")) {
            assertThat(desk.page().locator(".codebook tbody th").allTextContents()).isEqualTo(names);
            assertThat(
                    desk.page()
                            .locator(".codebook tr")
                            .filter(
                                    new Locator.FilterOptions()
                                            .setHas(desk.page().locator("th", new LocatorOptions().setHasText("q6"))))
                            .first())
                    .containsText("98 = 未问及");
            var csv = desk.page().waitForDownload(() -> desk.page().getByText("CSV").click());
            assertThat(csv.suggestedFilename()).isEqualTo("codebook-" + code + ".1.csv");
        }
    }

    @Test
    void everyPageReadsWithoutJavaScript() {
        var office = service.office();
        try (
                var desk = Phone.with(
                        new NewContextOptions().setJavaScriptEnabled(false)
                                .setLocale("zh-CN")
                                .setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + office.token())))) {
            desk.page().navigate(service.url().resolve(ALL).toString());
            desk.reads("teacher-2020").reads("采用它的调查");
            desk.open(ALL + "/teacher-2020/1").reads("您是否参加了1+X有关师资培训？");
            desk.open(ALL + "/teacher-2020/1/path").reads("选B跳到第10题");
            desk.open(ALL + "/teacher-2020/1/codebook").reads("q5_A");
        }
    }

    @Test
    void everyPageIsAccessibleAndFitsTheSmallestPhone() {
        try (
                var phone = Phone.with(
                        Phone.options()
                                .setLocale("zh-CN")
                                .setColorScheme(ColorScheme.DARK)
                                .setViewportSize(320, 640))) {
            var office = service.office();
            for (var page : PAGES) {
                phone.open(office, ALL + page);
                if (phone.page().locator("iframe").count() > 0) {
                    assertThat(phone.page().frameLocator("iframe").locator("#certificates")).isVisible();
                }
                phone.isAccessible();
                assertThat((Integer) phone.page().evaluate("document.documentElement.scrollWidth")).as(page)
                        .isLessThanOrEqualTo(320);
            }
        }
    }

    @Test
    void thePagesAreShownInEnglishToo() {
        var viewer = service.viewer();
        assertThat(viewer.get(ALL, "Accept-Language", "en").expect(200).text()).contains("Asked in", "For teachers");
        assertThat(viewer.get(ALL + "/teacher-2020/1/path", "Accept-Language", "en").expect(200).text())
                .contains("asked if question 7 is A", "B skips to question 10");
    }

    @Test
    void aViewerSeesThePagesAndUploadsNothing() {
        var viewer = service.viewer();
        for (var page : List.of(
                "",
                "/teacher-2020/1",
                "/teacher-2020/1/path",
                "/teacher-2020/1/codebook",
                "/teacher-2020/1/changes")) {
            assertThat(viewer.get(ALL + page).expect(200).text())
                    .doesNotContain("/office/questionnaires/new", "/settings");
        }
        viewer.get(ALL + "/new").expect(403);
        viewer.upload(ALL + "/new", "问卷.xlsx", new byte[1]).expect(403);
        viewer.upload(ALL + "/new/publication", "问卷.xlsx", new byte[1]).expect(403);
        assertThat(service.stranger().get(ALL).expect(303).header("location")).startsWith("/?next=");
        Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120").clerk("甲校").get(ALL).expect(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/teacher-2020/9", "/teacher-2020/x", "/none/1", "/none/1/path", "/teacher-2020/1/none",
                    "/new?of=none", "/none/next/workbook"})
    void unknownQuestionnairesAreNotFound(String page) {
        assertThat(service.office().get(ALL + page).expect(404).text()).containsAnyOf("没有这份问卷", "没有找到");
    }

    private Phone atADesk(String page) {
        return Phone.desktop().open(service.office(), ALL + page);
    }
}
