package io.github.certpulse.console.office.questionnaires;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.TestService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The office tries a questionnaire on its page, as a respondent would answer it.
class QuestionnaireTrialTest {
    private static final String ALL = "/office/questionnaires";
    private final TestService service = TestService.shared();

    @Test
    void theTrialShowsTheQuestionsOnATeachersPath() {
        try (var desk = atADesk("/teacher-2020/1")) {
            var requests = new ArrayList<String>();
            var phone = begin(desk);
            var kept = desk.page().evaluate("JSON.stringify([localStorage, sessionStorage])");
            desk.page().onRequest(request -> requests.add(request.method() + " " + request.url()));
            assertThat(phone.locator("#notice")).containsText("预览：不会保存任何内容");
            assertThat(asked(phone)).hasSize(19).doesNotContain("q8", "q9");
            assertThat(phone.locator("#q1")).containsText("武汉市");
            assertThat(phone.locator("#q2")).containsText("已根据学校信息填写");
            phone.locator("#q7 input[value=A]").check();
            assertThat(asked(phone)).hasSize(21).contains("q8", "q9");
            phone.locator("#q7 input[value=B]").check();
            assertThat(asked(phone)).hasSize(19).doesNotContain("q8", "q9");
            phone.getByText("提交").click();
            assertThat(phone.locator("#summary")).containsText("第3题还没有回答");
            assertThat(requests).isEmpty();
            desk.isAccessible();
            requests.clear();
            for (var question : List.of(
                    "q3",
                    "q4",
                    "q5",
                    "q6",
                    "q10",
                    "q11",
                    "q12",
                    "q13",
                    "q14",
                    "q15",
                    "q16",
                    "q17",
                    "q18",
                    "q19",
                    "q20")) {
                phone.locator("#" + question + " input[type=radio], #" + question + " input[type=checkbox]")
                        .first()
                        .check();
            }
            phone.getByText("提交").click();
            assertThat(phone.locator("#page")).containsText("没有提交任何内容");
            assertThat(requests).isEmpty();
            assertThat(desk.page().evaluate("JSON.stringify([localStorage, sessionStorage])")).isEqualTo(kept);
        }
    }

    @Test
    void theTrialReachesNeitherTheServiceNorTheBrowsersStorage() {
        var frame = service.viewer().get(ALL + "/trial").expect(200);
        assertThat(frame.headers().allValues("content-security-policy")).singleElement()
                .asString()
                .contains(
                        "connect-src 'none'",
                        "form-action 'none'",
                        "frame-ancestors 'self'",
                        "sandbox allow-scripts allow-forms")
                .doesNotContain("allow-same-origin");
        assertThat(service.viewer().get(ALL + "/teacher-2020/1").header("content-security-policy"))
                .contains("frame-ancestors 'none'");
        assertThat(service.stranger().get("/script/trial.js").expect(200).text()).contains("page/form")
                .doesNotContain("fetch(", "localStorage");
        try (var desk = atADesk("/student-2020/1")) {
            begin(desk);
            var inside = desk.page().frames().getLast();
            assertThat(
                    inside.evaluate(
                            "(() => { try { return localStorage.length; "
                                    + "} catch (refused) { return refused.name; } })()"))
                    .isEqualTo("SecurityError");
            assertThat(
                    inside.evaluate(
                            "(() => { try { return parent.document.title; "
                                    + "} catch (refused) { return refused.name; } })()"))
                    .isEqualTo("SecurityError");
        }
    }

    @Test
    void theTrialRequiresQuestion16FromGraduatesOnly() {
        try (var desk = atADesk("/student-2020/1")) {
            var phone = begin(desk);
            phone.locator("#q3 input[value=B]").check();
            assertThat(phone.locator("#q16 .optional")).hasText("（选填）");
            phone.locator("#q3 input[value=E]").check();
            assertThat(phone.locator("#q16 .optional")).isEmpty();
        }
    }

    @Test
    void theTrialTakesTheChosenCityAndLevel() {
        try (var desk = atADesk("/teacher-2020/1")) {
            chooseSchool(desk, "恩施州", "中职");
            var phone = begin(desk);
            assertThat(phone.locator("#q1")).containsText("恩施州");
            assertThat(phone.locator("#q2")).containsText("中职学校");
            chooseSchool(desk, "", "未知");
            begin(desk);
            assertThat(phone.locator("#q1 textarea")).isVisible();
            assertThat(phone.locator("#q2 input")).hasCount(4);
            desk.page().getByText("重新开始").click();
            assertThat(phone.locator("#certificates")).isVisible();
        }
    }

    private Phone atADesk(String page) {
        return Phone.desktop().open(service.office(), ALL + page);
    }

    private static void chooseSchool(Phone desk, String city, String level) {
        var cities = desk.page().getByLabel("学校所在地市");
        cities.fill(city);
        awaitRestart(desk, cities::blur);
        awaitRestart(desk, () -> desk.page().getByLabel("学校层次").selectOption(level));
    }

    /// Makes a change for which the frame loads again, and waits until it has.
    private static void awaitRestart(Phone desk, Runnable change) {
        var frame = desk.page().querySelector(".trial iframe").contentFrame();
        frame.evaluate("window.isOld = true");
        change.run();
        frame.waitForFunction("() => !window.isOld && document.querySelector('#certificates input')");
    }

    /// Agrees to the privacy notice in the frame.
    private static FrameLocator begin(Phone desk) {
        var phone = desk.page().frameLocator(".trial iframe");
        phone.locator("#certificates input").check();
        if (phone.locator("#guardian").isVisible()) {
            phone.locator("#guardian").check();
        }
        phone.getByText("同意并开始").click();
        phone.locator("#contact").waitFor();
        return phone;
    }

    private static List<String> asked(FrameLocator phone) {
        return phone.locator(".question:visible").all().stream().map(question -> question.getAttribute("id")).toList();
    }
}
