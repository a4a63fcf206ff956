package io.github.certpulse.respondentpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.SiteWordRules;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A respondent answers in a browser, where the campaign asks browsers for the site word.
class AnswerPageSiteWordTest {
    private static final String FIELD = "site-word-text";
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, AnswerPageTest.ROSTER.toArray(String[]::new));
    private final Province.School school = province.school("甲校");
    private final Visitor clerk = province.clerk("甲校");

    @Test
    void isAskedBeforeTheFirstQuestionAndOnceForAllCertificatesOfAVisit() {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        var word = SiteWordRules.word(clerk, "TEACHER");
        try (var phone = Phone.chinese()) {
            var sent = sheetsOf(phone);
            phone.scan(service.url(), school.teacherCode() + "?word=" + word)
                    .reads("请向学校负责人或任课教师询问今天的口令")
                    .reads("用微信扫码填写不需要口令")
                    .isAccessible();
            assertThat(phone.page().locator("#" + FIELD)).hasValue("");
            phone.write(FIELD, SiteWordRules.wrong(word)).begin("老年照护").reads("现场口令不对").isAccessible();
            assertThat(phone.page().locator("#" + FIELD)).isFocused();
            phone.write(FIELD, word).press("同意并开始");
            AnswerPageTest.answerAsTeacher(phone, true).press("提交").reads("提交成功");
            assertThat(sent).hasSize(1);
            assertThat(sent.getFirst()).contains("\"siteWord\":\"" + word + "\"");
            assertThat((String) phone.page().evaluate("JSON.stringify(localStorage)")).doesNotContain(word);
            phone.press("为其他证书答卷");
            assertThat(phone.page().locator("#" + FIELD)).hasValue(word);
            phone.begin("母婴护理");
            AnswerPageTest.answerAsTeacher(phone, true).press("提交").reads("提交成功");
        }
    }

    @Test
    void isAskedAgainWithoutLossWhenItHasChangedBeforeHandingIn() {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        try (var phone = Phone.chinese()) {
            var sent = sheetsOf(phone);
            phone.scan(service.url(), school.teacherCode())
                    .write(FIELD, SiteWordRules.word(clerk, "TEACHER"))
                    .begin("老年照护");
            AnswerPageTest.answerAsTeacher(phone, true);
            clerk.post("/api/v1/school/site-words/teacher", "").expect(200);
            phone.press("提交").reads("答卷还没有提交").reads("现场口令不对").isAccessible();
            phone.press("返回答卷");
            assertThat(phone.page().locator("#q15-other")).hasValue("带薪休假");
            phone.press("提交").reads("现场口令不对");
            phone.page().reload();
            assertThat(phone.page().locator("#q15-other")).hasValue("带薪休假");
            phone.press("提交").reads("现场口令不对");
            phone.write(FIELD, SiteWordRules.word(clerk, "TEACHER")).press("提交").reads("提交成功");
            assertThat(sent).hasSize(4);
        }
    }

    @Test
    void doesNotKeepAnybodyFromBeginningWithoutReception() {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        var word = SiteWordRules.word(clerk, "TEACHER");
        try (var phone = Phone.chinese()) {
            phone.page().route("**/site-word", Route::abort);
            phone.scan(service.url(), school.teacherCode()).write(FIELD, word).begin("老年照护");
            AnswerPageTest.answerAsTeacher(phone, true).press("提交").reads("提交成功");
        }
    }

    @Test
    void isNotAskedWhereTheCampaignAsksNobody() {
        try (var phone = Phone.chinese()) {
            phone.scan(service.url(), school.teacherCode()).reads("同意并开始");
            assertThat(phone.page().locator("#" + FIELD)).hasCount(0);
        }
    }

    private static List<String> sheetsOf(Phone phone) {
        var sent = new ArrayList<String>();
        phone.page().onRequest(request -> {
            if (request.method().equals("PUT")) {
                sent.add(request.postData());
            }
        });
        return sent;
    }
}
