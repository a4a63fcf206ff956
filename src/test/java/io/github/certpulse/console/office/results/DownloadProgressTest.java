package io.github.certpulse.console.office.results;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestService;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The progress of downloads on the office's page.
class DownloadProgressTest {
    private static final TestService SERVICE = TestService.shared();
    private static final int ROWS = 8000;
    private static Province province;

    @BeforeAll
    static void answer() {
        province = Province.with(SERVICE, "甲校,高职,武汉市,一,,物流管理,中级,120");
        new StoredCrowd(SERVICE, province, 13).store(Role.TEACHER, ROWS);
    }

    @Test
    void downloadsShowTheirProgressAndArriveComplete() throws IOException {
        try (var phone = downloads()) {
            phone.onSlow3g();
            var seen = new TreeSet<String>();
            var file = phone.page().waitForDownload(() -> {
                phone.page().locator("a[data-file='responses.csv']").click();
                assertThat(phone.page().locator(".transfer .told")).containsText(
                        "%,d / %,d 行".formatted(ROWS, ROWS),
                        new ContainsTextOptions().setTimeout(20_000));
                var size = Pattern.compile("已收到 ([\\d.]+ .B)");
                while (phone.page().locator(".transfer .cancel").isVisible()) {
                    size.matcher(phone.page().locator(".transfer .told").textContent())
                            .results()
                            .forEach(found -> seen.add(found.group(1)));
                }
            });
            assertThat(seen).hasSizeGreaterThan(2);
            assertThat(phone.page().locator(".transfer .ending")).containsText("下载完成");
            assertThat(file.suggestedFilename()).matches("湖北1\\+X监测-回答-\\d{4}-\\d\\d-\\d\\d\\.csv");
            // The order of the rows is drawn anew for each file.
            assertThat(Files.readString(file.path()).lines()).hasSizeGreaterThan(ROWS)
                    .containsExactlyInAnyOrderElementsOf(
                            province.office()
                                    .get(province.path() + "/exports/responses.csv")
                                    .expect(200)
                                    .text()
                                    .lines()
                                    .toList());
            phone.isAccessible().press("关闭");
            assertThat(phone.page().locator(".transfer")).hasCount(0);
        }
    }

    @Test
    void aDownloadCanBeCancelled() {
        try (var phone = downloads()) {
            phone.onSlow3g();
            phone.page().locator("a[data-file='responses.csv']").click();
            phone.page().locator(".transfer .cancel").click();
            phone.reads("已取消，没有保存文件");
        }
    }

    @Test
    void aRefusedDownloadSaysWhy() {
        try (var phone = downloads()) {
            phone.page()
                    .route(
                            "**/exports/responses.xlsx**",
                            route -> route.fulfill(
                                    new FulfillOptions().setStatus(429)
                                            .setContentType("application/problem+json")
                                            .setHeaders(Map.of("Retry-After", "15"))
                                            .setBody("{\"detail\":\"正在进行的下载过多，请稍后再试\"}")));
            phone.page().locator("a[data-file='responses.xlsx']").click();
            phone.reads("正在进行的下载过多，请稍后再试 请在 15 秒后重试。").press("关闭");
            phone.page().route("**/exports/responses.csv**", route -> route.abort());
            phone.page().locator("a[data-file='responses.csv']").click();
            phone.reads("下载中断，只收到一部分，没有保存").isAccessible();
        }
    }

    @Test
    void downloadsUseTheFiltersThatWereSetMeanwhile() {
        try (var phone = downloads()) {
            phone.page().locator("#role").selectOption("TEACHER");
            phone.page().waitForURL("**/downloads?role=TEACHER");
            var file = phone.page().waitForDownload(() -> phone.page().locator("a[data-file='results.xlsx']").click());
            assertThat(file.suggestedFilename()).contains("结果");
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(province.office().get("/api/v1/audit").expect(200).text())
                                    .contains("\"file\":\"results.xlsx\""));
        }
    }

    private static Phone downloads() {
        return Phone.desktop()
                .open(province.office(), "/office/campaigns/" + province.id() + "/downloads");
    }
}
