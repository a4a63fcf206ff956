package io.github.certpulse.console.school;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.github.certpulse.survey.entry.PublicUrl;
import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.PrintedPage;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.ScannedCode;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The pages of the school's console.
class SchoolPagesTest {
    private static final TestService SERVICE = TestService.shared();
    private static Province unchanged;
    private static Visitor clerk;

    @BeforeAll
    static void signIn() {
        unchanged = twoSchools();
        clerk = unchanged.clerk("甲校");
    }

    @Test
    void theFirstPageIsReadableWithoutJavaScript() {
        try (var phone = Phone.with(Phone.options().setLocale("zh-CN").setJavaScriptEnabled(false))) {
            phone.open(clerk, "/school");
            assertThat(phone.page().locator("table.standing tbody tr").first()).containsText("0 / 5");
            assertThat(phone.page().locator("table.standing tbody tr").first()).containsText("还差 10");
            phone.reads("还不能申报完成")
                    .open("/school/poster")
                    .reads("截止时间")
                    .open("/school/results")
                    .reads("没有向学校公开");
        }
    }

    @Test
    void thePagesAreReadableInDarkColoursOnTheSmallestPhoneAndInEnglish() {
        try (
                var phone = Phone.with(
                        Phone.options()
                                .setLocale("zh-CN")
                                .setColorScheme(ColorScheme.DARK)
                                .setViewportSize(320, 640))) {
            phone.open(clerk, "/school");
            assertThat(ScannedCode.all(phone.page().screenshot(new Page.ScreenshotOptions().setFullPage(true))))
                    .hasSize(2);
            for (var page : List.of("/school", "/school/poster", "/school/results")) {
                phone.open(page).isAccessible();
                assertThat((Boolean) phone.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as(page + " is no wider than the phone")
                        .isTrue();
            }
            phone.open("/school");
            phone.page().getByText("English").click();
            phone.reads("For each certificate at least 5 teachers and 10 students.").reads("10 missing").isAccessible();
        }
    }

    @Test
    void eachStateOfTheCampaignSaysWhatToDo() {
        var province = twoSchools();
        try (var phone = Phone.chinese()) {
            phone.open(province.clerk("甲校"), "/school");
            var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            times(province, now.plus(1, ChronoUnit.DAYS), now.plus(2, ChronoUnit.DAYS));
            phone.open("/school").reads("现在就可以打印海报").isAccessible();
            times(province, now.minus(1, ChronoUnit.DAYS), now.minus(5, ChronoUnit.MINUTES));
            phone.open("/school").reads("提醒正在填写的人马上提交").isAccessible();
            times(province, now.minus(2, ChronoUnit.DAYS), now.minus(1, ChronoUnit.DAYS));
            phone.open("/school").reads("请联系省级项目办公室").isAccessible();
        }
    }

    @Test
    void thePosterPrintsOnOnePage() {
        try (var desk = Phone.desktop()) {
            desk.open(clerk, "/school");
            desk.open("/school/poster").reads("扫码填写问卷").isAccessible();
            try (var paper = new PrintedPage(desk.page().pdf(new Page.PdfOptions().setPreferCSSPageSize(true)))) {
                assertThat(paper.pages()).isEqualTo(1);
                assertThat(paper.millimetres(0)).containsExactly(210L, 297L);
                var school = unchanged.school("甲校");
                assertThat(ScannedCode.all(paper.onPaper(0, 0.5)))
                        .containsExactlyInAnyOrder(link(school.teacherCode()), link(school.studentCode()));
            }
        }
    }

    @Test
    void aLinkIsCopied() {
        try (var desk = Phone.desktop()) {
            desk.open(clerk, "/school");
            desk.page().locator("[data-copy-of=teacher-link]").click();
            desk.reads("教师链接已复制");
        }
    }

    @Test
    void aDeclarationThatComesTooEarlyIsRefusedAndThePageSaysWhatIsMissing() {
        var province = twoSchools();
        ask(province, 0, 0);
        try (var desk = Phone.desktop()) {
            desk.open(province.clerk("甲校"), "/school");
            // The page is not updated when the office raises the numbers meanwhile.
            desk.page().route("**/school/standing", route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
            desk.open("/school").reads("可以申报完成");
            ask(province, 5, 0);
            desk.press("申报完成")
                    .press("继续")
                    .reads("没有申报成功")
                    .reads("物流管理（中级）：教师还差 5 名")
                    .isAccessible();
            desk.page().unrouteAll();
            desk.open("/school/receipt");
            desk.page().waitForURL("**/school");
        }
    }

    @Test
    void aSchoolSeesNothingOfAnotherSchool() {
        try (var desk = Phone.desktop()) {
            var other = unchanged.school("乙校");
            desk.open(clerk, "/school");
            for (var page : List.of("/school", "/school/poster", "/school/results", "/school/standing")) {
                desk.open(page);
                assertThat(desk.page().content()).as(page)
                        .doesNotContain("乙校", other.teacherCode(), other.studentCode(), other.id());
            }
        }
    }

    @Test
    void resultsAreWithheldUntilTheOfficeSharesThemAndTenHaveAnswered() {
        var province = twoSchools();
        var school = province.school("甲校");
        try (var phone = Phone.chinese()) {
            phone.open(province.clerk("甲校"), "/school");
            phone.open("/school/results").reads("没有向学校公开").isAccessible();
            province.change("{\"schoolResults\":true}");
            answer(school, 9);
            phone.open("/school/results")
                    .reads("已收到 9 份教师答卷；满 10 份才显示汇总结果，还差 1 份")
                    .isAccessible();
            answer(school, 1);
            phone.open("/school/results").reads("汇总自 10 份教师答卷").isAccessible();
            assertThat(phone.page().locator("table.distribution").first()).containsText("100.0%");
            assertThat(phone.page().content()).doesNotContain("培训时间可以更长一些");
            phone.page().getByText("学生问卷").click();
            phone.reads("已收到 0 份学生答卷");
        }
    }

    @Test
    void aSampleIsMarked() {
        var province = twoSchools();
        try (var database = TestDatabase.of(SERVICE); var phone = Phone.chinese()) {
            database.change(
                    "update campaign set sample = true, revision = revision + 1 where id = ?",
                    TestDatabase.id(province.id()));
            phone.open(province.clerk("甲校"), "/school");
            for (var page : List.of("/school", "/school/poster", "/school/results")) {
                phone.open(page).reads("样例");
            }
        }
    }

    private static Province twoSchools() {
        return Province.with(SERVICE, "甲校,高职,武汉市,,,物流管理,中级,120", "乙校,中职,襄阳市,,,物流管理,中级,80");
    }

    private static void ask(Province province, int teachers, int students) {
        province.change(
                "{\"quota\":{\"perCertificate\":{\"teachers\":%d,\"students\":%d}}}".formatted(teachers, students));
    }

    private static void times(Province province, Instant opens, Instant closes) {
        province.change("{\"opensAt\":\"%s\",\"closesAt\":\"%s\"}".formatted(opens, closes));
    }

    private static void answer(Province.School school, int teachers) {
        Crowd.of(SERVICE, teachers)
                .atOnce(
                        (teacher, _) -> teacher.put(
                                "/api/v1/responses/" + UUID.randomUUID(),
                                Sheets.teacher(school, school.certificate("物流管理"))).expect(201));
    }

    private static String link(String code) {
        return SERVICE.bean(PublicUrl.class).base() + "/s/" + code;
    }
}
