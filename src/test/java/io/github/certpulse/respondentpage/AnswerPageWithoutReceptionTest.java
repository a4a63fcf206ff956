package io.github.certpulse.respondentpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestService;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The page is opened again while the phone cannot reach the service, from its cache.
class AnswerPageWithoutReceptionTest {
    /// Whether the page is in the cache and its worker is active: an earlier reload does not use the worker.
    private static final String IS_KEPT = """
            () => caches.match(location.origin + location.pathname).then(kept => {
              const worker = navigator.serviceWorker.controller;
              return Boolean(kept && worker && worker.state === 'activated');
            })""";
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, AnswerPageTest.ROSTER.toArray(String[]::new));
    private final String code = province.school("甲校").teacherCode();
    private final TestProxy proxy = new TestProxy(service.url().getPort());

    @AfterEach
    void leave() {
        proxy.close();
    }

    @Test
    void opensTheDraftAgainAndSendsItWhenTheNetworkIsBack() {
        try (var phone = kept(Phone.chinese())) {
            phone.choose("q3", "B");
            proxy.cut();
            phone.page().reload();
            assertThat(phone.page().locator("#q3 input[value=B]")).isChecked();
            // The browser has noticed this by now.
            phone.context().setOffline(true);
            AnswerPageTest.answerAsTeacher(phone.reads("当前没有网络"), true).press("提交").reads("答卷已保存在本机");
            proxy.restore();
            phone.context().setOffline(false);
            phone.reads("提交成功");
        }
    }

    @Test
    void showsThePageOfTheServiceWhileItAnswers() {
        try (var phone = kept(Phone.chinese())) {
            phone.page()
                    .evaluate(
                            """
                                    async () => {
                                      const cache = await caches.open((await caches.keys())[0]);
                                      await cache.put(location.origin + location.pathname,
                                          new Response('an old page', { headers: { 'Content-Type': 'text/html' } }));
                                    }""");
            phone.page().reload();
            phone.reads("教师问卷");
        }
    }

    @Test
    void keepsThePageAndItsPartsButNoAnswers() {
        try (var phone = Phone.chinese()) {
            phone.scan(reached(), code);
            assertThat(phone.page().locator("#certificates")).isVisible();
            assertThat(
                    phone.page()
                            .evaluate("() => navigator.serviceWorker.getRegistrations().then(found => found.length)"))
                    .as("before the respondent agrees")
                    .isEqualTo(0);
            phone.page().evaluate("() => caches.open('certpulse-earlier')");
            awaitKept(phone.begin("老年照护"));
            AnswerPageTest.answerAsTeacher(phone, true).press("提交").reads("提交成功");
            phone.page().reload();
            phone.reads("提交成功");
            assertThat(phone.page().evaluate("() => caches.keys().then(names => names.length)"))
                    .as("what an earlier version kept is gone")
                    .isEqualTo(1);
            var addresses = phone.page().evaluate("""
                    async () => {
                      const cache = await caches.open((await caches.keys())[0]);
                      return (await cache.keys()).map(request => new URL(request.url).pathname).sort();
                    }""");
            assertThat(addresses)
                    .isEqualTo(List.of("/s/" + code, "/script/answer.js", "/static/icon.svg", "/static/page.css"));
        }
    }

    /// A respondent before the first question, whose page is in the cache.
    private Phone kept(Phone phone) {
        awaitKept(phone.scan(reached(), code).begin("老年照护"));
        return phone;
    }

    /// Asks again and again: `waitForFunction` takes the promise of an answer for the answer yes.
    private static void awaitKept(Phone phone) {
        phone.page().waitForCondition(() -> (boolean) phone.page().evaluate(IS_KEPT));
    }

    private URI reached() {
        return URI.create("http://127.0.0.1:" + proxy.port());
    }
}
