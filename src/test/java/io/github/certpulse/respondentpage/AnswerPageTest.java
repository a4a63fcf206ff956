package io.github.certpulse.respondentpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.certpulse.testing.FakeWechat;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province.School;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A respondent answers in a browser, from the scan to the receipt.
class AnswerPageTest {
    static final List<String> ROSTER =
            List.of("甲校,中职,恩施州,,,老年照护,初级,100", "甲校,中职,恩施州,,,母婴护理,中级,100");
    private static final int MAX_BYTES = 30_000;
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, ROSTER.toArray(String[]::new));
    private final School school = province.school("甲校");

    @Test
    void takesATeacherThroughAllQuestionsToTheReceipt() {
        try (var phone = Phone.chinese()) {
            phone.scan(service.url(), school.teacherCode())
                    .reads("约3分钟")
                    .isAccessible()
                    .begin("老年照护")
                    .isAccessible();
            answerAsTeacher(phone, true).isAccessible();
            phone.write("contact-name-text", "张老师")
                    .write("contact-phone-text", "13800138000")
                    .press("提交")
                    .reads("提交成功")
                    .isAccessible();
            assertThat(phone.page().locator(".receipt").textContent()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
            phone.press("撤回联系方式").reads("联系方式已删除").isAccessible();
        }
        received("teachers", 1);
    }

    @Test
    void skipsAndAsksAgainTheQuestionsThatDependOnTraining() {
        try (var phone = Phone.chinese()) {
            phone.scan(service.url(), school.teacherCode()).begin("老年照护");
            assertThat(phone.askedQuestions()).doesNotContain("q8", "q9");
            phone.choose("q7", "A").choose("q8", "A").choose("q9", "C");
            assertThat(phone.page().locator("#status")).containsText("第8、9题");
            phone.choose("q7", "B");
            assertThat(phone.askedQuestions()).doesNotContain("q8", "q9").contains("q10");
            assertThat(phone.page().locator("#status")).containsText("不需要回答");
            var sent = new ArrayList<String>();
            phone.page().onRequest(request -> {
                if (request.method().equals("PUT")) {
                    sent.add(request.postData());
                }
            });
            answerAsTeacher(phone, false).press("提交").reads("提交成功");
            assertThat(sent).singleElement()
                    .asString()
                    .contains("\"q7\":\"B\"")
                    .doesNotContain("\"q8\"", "\"q9\"", "\"q1\"");
        }
    }

    @Test
    void requiresQuestion16FromGraduatesOnly() {
        try (var phone = Phone.chinese()) {
            phone.scan(service.url(), school.studentCode()).isAccessible().begin("老年照护");
            answerAsStudent(phone, "E").press("提交").reads("第16题还没有回答").isAccessible();
            phone.choose("q3", "B");
            assertThat(phone.page().locator("#q16")).containsText("选填");
            phone.press("提交").reads("提交成功");
        }
        try (var phone = Phone.chinese()) {
            phone.scan(service.url(), school.studentCode()).begin("老年照护");
            answerAsStudent(phone, "E").choose("q16", "A").press("提交").reads("提交成功");
        }
        received("students", 2);
    }

    @Test
    void asksStudentsForTheirGuardiansConsentAndKeepsNothingBefore() {
        try (var phone = Phone.chinese()) {
            phone.scan(service.url(), school.studentCode());
            phone.page().locator("#certificates label").first().click();
            phone.press("同意并开始");
            assertThat(phone.page().locator("#guardian")).isVisible();
            assertThat(phone.page().locator(":checked").count()).as("what the respondent ticked, and no more")
                    .isEqualTo(1);
            assertThat(phone.page().evaluate("localStorage.length")).isEqualTo(0);
            assertThat(phone.context().cookies()).isEmpty();
            phone.press("不同意").reads("没有保存或发送任何内容").isAccessible();
        }
    }

    @Test
    void opensTheSessionOnceWhenTheRespondentAgreesSoThatTheServersTimeRuns() {
        try (var phone = Phone.chinese()) {
            var sent = new ArrayList<String>();
            var sessions = new ArrayList<String>();
            phone.page().onRequest(request -> {
                if (request.method().equals("PUT")) {
                    sent.add(request.postData());
                } else if (request.method().equals("POST")) {
                    sessions.add(request.url());
                }
            });
            phone.scan(service.url(), school.teacherCode());
            assertThat(sessions).isEmpty();
            phone.begin("老年照护");
            assertThat(phone.page().locator("#q3")).isVisible();
            Awaitility.await().until(() -> phone.context().cookies().size() == 2);
            assertThat(sent).isEmpty();
            answerAsTeacher(phone, false).press("提交").reads("提交成功");
            assertThat(sessions).singleElement().asString().endsWith("/api/v1/web/sessions");
            assertThat(sent).singleElement().asString().contains("\"noticeVersion\":2");
        }
    }

    @Test
    void showsEveryViolationAtItsQuestionAndLinksToIt() {
        try (var phone = Phone.chinese()) {
            phone.scan(service.url(), school.teacherCode()).begin("老年照护");
            answerAsTeacher(phone, true).write("q15-other", "  ").write("contact-phone-text", "123").press("提交");
            var summary = phone.page().locator("#summary");
            assertThat(summary).isFocused();
            assertThat(summary.locator("li")).hasText(
                    new String[]{"第15题选择了“其他”，请填写具体内容",
                            "联系电话有误，请填写手机号码或带区号的固定电话"});
            assertThat(phone.page().locator("#q15")).hasAccessibleDescription("第15题选择了“其他”，请填写具体内容");
            phone.isAccessible();
            summary.locator("a").first().click();
            assertThat(phone.page().locator("#q15-other")).isFocused();
            summary.locator("a").last().click();
            assertThat(phone.page().locator("#contact-phone-text")).isFocused();
            summary.locator("a").first().click();
            var place = phone.page().locator("#q15-other").boundingBox().y;
            phone.write("q15-other", "带薪休假");
            assertThat(summary.locator("h2")).hasText("有1处需要检查");
            assertThat(summary.locator("li")).hasText(new String[]{"联系电话有误，请填写手机号码或带区号的固定电话"});
            assertThat(phone.page().locator("#q15-other").boundingBox().y).as("the edited field stays in place")
                    .isCloseTo(place, within(1.0));
            phone.write("contact-phone-text", "0718-8222222");
            assertThat(summary).isHidden();
            phone.press("提交").reads("提交成功");
        }
    }

    @Test
    void canBeAnsweredWithTheKeyboardOnly() {
        try (var phone = Phone.chinese()) {
            var keyboard = phone.scan(service.url(), school.studentCode()).page().keyboard();
            assertThat(phone.page().locator("#guardian")).isVisible();
            keyboard.press("Tab");
            keyboard.press("Space");
            keyboard.press("Tab");
            keyboard.press("Space");
            keyboard.press("Tab");
            keyboard.press("Enter");
            assertThat(phone.page().locator("h1")).isFocused();
            for (int question = 3; question <= 15; question++) {
                keyboard.press("Tab");
                keyboard.press("Space");
                assertThat(phone.page().locator("#q" + question + " input:checked")).isFocused();
            }
            keyboard.press("Enter");
            phone.reads("提交成功");
        }
    }

    @Test
    void offersTheMiniProgramOutsideWechatIfTheCampaignTakesWechat() {
        try (var phone = Phone.chinese()) {
            phone.scan(service.url(), school.teacherCode());
            assertThat(phone.page().locator("#mini-program")).hasAttribute(
                    "href",
                    "weixin://dl/business/?appid=" + FakeWechat.APPID
                            + "&path=pages/entry/entry&env_version=release&query=code%3D"
                            + school.teacherCode());
            province.change("{\"channels\":[\"WECHAT\"]}");
            phone.scan(service.url(), school.teacherCode()).reads("只接受微信答卷").isAccessible();
            assertThat(phone.page().locator("#mini-program")).isVisible();
            province.change("{\"channels\":[\"WEB\"]}");
            phone.scan(service.url(), school.teacherCode()).reads("同意并开始");
            assertThat(phone.page().locator("#mini-program")).not().isAttached();
        }
        try (
                var phone = Phone.with(
                        Phone.options()
                                .setLocale("zh-CN")
                                .setUserAgent(
                                        "Mozilla/5.0 (Linux; Android 9) Mobile Safari/537.36 MicroMessenger/8.0.50"))) {
            province.change("{\"channels\":[\"WECHAT\",\"WEB\"]}");
            phone.scan(service.url(), school.teacherCode()).reads("同意并开始");
            assertThat(phone.page().locator("#mini-program")).not().isAttached();
        }
    }

    @Test
    void loadsInFewAndSmallReplies() {
        try (var phone = Phone.chinese()) {
            var received = phone.received();
            phone.scan(service.url(), school.teacherCode()).begin("老年照护");
            assertThat(received).hasSizeBetween(4, 7);
            assertThat(received.stream().mapToInt(Integer::intValue).sum()).isLessThan(MAX_BYTES);
        }
    }

    static Phone answerAsTeacher(Phone phone, boolean trained) {
        phone.choose("q3", "B")
                .choose("q4", "A")
                .choose("q5", "A", "B")
                .choose("q6", "A")
                .choose("q7", trained ? "A" : "B");
        if (trained) {
            phone.choose("q8", "A").choose("q9", "B");
        }
        phone.choose("q10", "B")
                .choose("q11", "A", "C")
                .choose("q12", "A")
                .choose("q13", "B")
                .choose("q14", "A")
                .choose("q15", "A", "E")
                .write("q15-other", "带薪休假")
                .choose("q16", "B")
                .choose("q17", "A")
                .choose("q18", "A")
                .choose("q19", "B")
                .choose("q20", "C");
        return phone.write("q21-text", "培训时间可以更长一些");
    }

    static Phone answerAsStudent(Phone phone, String year) {
        phone.choose("q3", year);
        for (int question = 4; question <= 15; question++) {
            phone.choose("q" + question, question == 8 ? "B" : "A");
        }
        return phone.write("q17-text", "没有");
    }

    private void received(String role, int number) {
        Awaitility.await()
                .until(
                        () -> province.office()
                                .get(province.path() + "/progress")
                                .expect(200)
                                .number("total." + role + ".received") == number);
    }
}
