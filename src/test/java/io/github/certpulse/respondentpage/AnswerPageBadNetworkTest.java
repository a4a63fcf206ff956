package io.github.certpulse.respondentpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province.School;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Answering over a bad network, with repeated presses of a button, and by codes that are no longer valid.
class AnswerPageBadNetworkTest {
    private static final String RESPONSES = "**/api/v1/responses/**";
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, AnswerPageTest.ROSTER.toArray(String[]::new));
    private final School school = province.school("甲校");

    @Test
    void findsTheDraftAgainAfterAReloadInTheMiddle() {
        try (var phone = Phone.chinese()) {
            AnswerPageTest.answerAsTeacher(begun(phone), true);
            phone.page().reload();
            assertThat(phone.page().locator("#q8 input[value=A]")).isChecked();
            assertThat(phone.page().locator("#q15-other")).hasValue("带薪休假");
            phone.press("提交").reads("提交成功");
            phone.press("为其他证书答卷").reads("老年照护（初级） 已提交").isAccessible();
        }
    }

    @Test
    void keepsTheSheetWhileOfflineAndSendsItWhenTheNetworkIsBack() {
        try (var phone = Phone.chinese()) {
            begun(phone).context().setOffline(true);
            phone.reads("当前没有网络");
            AnswerPageTest.answerAsTeacher(phone, false)
                    .isAccessible()
                    .press("提交")
                    .reads("答卷已保存在本机")
                    .isAccessible();
            phone.context().setOffline(false);
            phone.reads("提交成功");
            assertThat(phone.page().locator("#notice")).isHidden();
        }
    }

    @Test
    void sendsTheSameSheetUntilAResponseArrives() {
        try (var phone = Phone.chinese()) {
            var sheets = new ArrayList<String>();
            phone.page().route(RESPONSES, route -> {
                sheets.add(route.request().url() + route.request().postData());
                switch (sheets.size()) {
                    case 1 -> {
                        // The sheet arrives, but the response is lost.
                        route.fetch();
                        route.abort();
                    }
                    case 2 -> route.fulfill(
                            new Route.FulfillOptions().setStatus(503).setContentType("text/plain").setBody("no"));
                    default -> route.resume();
                }
            });
            AnswerPageTest.answerAsTeacher(begun(phone), true).press("提交").reads("提交成功");
            assertThat(sheets).hasSize(3);
            assertThat(Set.copyOf(sheets)).hasSize(1);
        }
    }

    @Test
    void sendsTheSheetAfterTheBrowserWasClosedBeforeItCould() {
        try (var phone = Phone.chinese()) {
            AnswerPageTest.answerAsTeacher(begun(phone), true).context().setOffline(true);
            phone.press("提交").reads("再次提交");
            // The page is closed before it can send the sheet; the next page finds it.
            phone.page().route(RESPONSES, Route::abort);
            phone.context().setOffline(false);
            phone.reads("正在");
            phone.page().unroute(RESPONSES);
            phone.page().reload();
            phone.reads("提交成功");
        }
    }

    @Test
    void sendsOneSheetWhenTheButtonIsPressedThreeTimes() {
        try (var phone = Phone.chinese()) {
            var sent = new AtomicInteger();
            phone.page().onRequest(request -> sent.addAndGet(request.method().equals("PUT") ? 1 : 0));
            AnswerPageTest.answerAsTeacher(begun(phone), true);
            phone.page()
                    .evaluate(
                            "() => { const form = document.querySelector('form'); form.requestSubmit(); "
                                    + "form.requestSubmit(); form.requestSubmit(); }");
            phone.reads("提交成功");
            assertThat(sent).hasValue(1);
        }
    }

    @Test
    void thanksARespondentWhoHasAnsweredAlready() {
        try (var phone = Phone.chinese()) {
            AnswerPageTest.answerAsTeacher(begun(phone), true);
            submitInAnotherTab(phone);
            phone.page()
                    .route(
                            RESPONSES,
                            route -> route.resume(
                                    new Route.ResumeOptions()
                                            .setUrl(service.url() + "/api/v1/responses/" + UUID.randomUUID())));
            phone.press("提交").reads("您已经为该证书提交过答卷").isAccessible();
            phone.press("重新打开").reads("老年照护（初级） 已提交");
        }
    }

    @Test
    void letsTheFirstOfTwoTabsCount() {
        try (var phone = Phone.chinese()) {
            AnswerPageTest.answerAsTeacher(begun(phone), true);
            submitInAnotherTab(phone);
            phone.choose("q3", "A").press("提交").reads("该证书已有一份有效答卷").reads("老年照护（初级） 已提交");
            assertThat(phone.page().evaluate("Object.keys(localStorage).filter(key => key.includes('draft')).length"))
                    .isEqualTo(0);
        }
    }

    private static void submitInAnotherTab(Phone phone) {
        var tab = phone.context().newPage();
        tab.navigate(phone.page().url());
        tab.locator("form button").last().click();
        assertThat(tab.locator("main")).containsText("提交成功");
    }

    @Test
    void showsTheServicesViolationsAtTheirQuestions() {
        try (var phone = Phone.chinese()) {
            phone.page()
                    .route(
                            RESPONSES,
                            route -> route.fulfill(
                                    new Route.FulfillOptions().setStatus(422)
                                            .setContentType("application/problem+json")
                                            .setBody(
                                                    """
                                                            {"code":"answers-invalid","status":422,\
                                                            "detail":"答卷有误，请检查标出的题目",\
                                                            "violations":[{"field":"q4","code":"required",\
                                                            "message":"第4题还没有回答"}]}""")));
            AnswerPageTest.answerAsTeacher(begun(phone), true).press("提交").reads("答卷有误");
            assertThat(phone.page().locator("#q4-violation")).hasText("第4题还没有回答");
            phone.isAccessible().page().unroute(RESPONSES);
            phone.choose("q4", "B").press("提交").reads("提交成功");
        }
    }

    @Test
    void saysWhatToDoBeforeTheCampaignOpensAndAfterItCloses() {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (var phone = Phone.chinese()) {
            province.change("{\"opensAt\":\"%s\"}".formatted(now.plus(1, ChronoUnit.DAYS)));
            phone.scan(service.url(), school.teacherCode()).reads("调查尚未开始").isAccessible();
            province.change("{\"opensAt\":\"%s\"}".formatted(now.minus(1, ChronoUnit.DAYS)));
            AnswerPageTest.answerAsTeacher(begun(phone), true);
            province.change("{\"closesAt\":\"%s\"}".formatted(now.minus(1, ChronoUnit.HOURS)));
            phone.press("提交").reads("调查已经结束").isAccessible();
            phone.press("重新打开").reads("感谢您的关注").isAccessible();
        }
    }

    @Test
    void findsTheDraftUnderTheNewCodeAfterTheOldOneWasReplaced() {
        try (var phone = Phone.chinese()) {
            AnswerPageTest.answerAsTeacher(begun(phone), true);
            province.office().post(province.path() + "/schools/" + school.id() + "/entries/teacher", "").expect(201);
            phone.press("提交").reads("请向学校索取最新的二维码").isAccessible();
            phone.scan(service.url(), province.school("甲校").teacherCode()).press("提交").reads("提交成功");
        }
    }

    @Test
    void saysWhatToDoAboutAnUnknownCodeAndWithoutJavaScript() {
        try (var phone = Phone.chinese()) {
            phone.scan(service.url(), "ZZ7HH697JNW").reads("二维码无效或已更换").isAccessible();
        }
        try (var phone = Phone.with(Phone.options().setLocale("zh-CN").setJavaScriptEnabled(false))) {
            phone.scan(service.url(), school.teacherCode()).reads("需要启用 JavaScript");
        }
    }

    @Test
    void showsEnglishToBrowsersThatPreferIt() {
        try (var phone = Phone.with(Phone.options().setLocale("en-GB"))) {
            phone.scan(service.url(), school.teacherCode()).reads("Which certificate").isAccessible();
            phone.page().locator("#certificates label").first().click();
            phone.press("Agree and begin")
                    .choose("q3", "A")
                    .press("Submit")
                    .reads("Question 4 has not been answered")
                    .isAccessible();
            phone.page().navigate(phone.page().url() + "?lang=zh");
            phone.reads("教师问卷");
            assertThat(phone.page().locator("html")).hasAttribute("lang", "zh-CN");
        }
    }

    private Phone begun(Phone phone) {
        return phone.scan(service.url(), school.teacherCode()).begin("老年照护");
    }
}
