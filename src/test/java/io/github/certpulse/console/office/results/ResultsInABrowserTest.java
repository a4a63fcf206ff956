package io.github.certpulse.console.office.results;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestService;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The pages of results in a browser.
class ResultsInABrowserTest {
    private static final TestService SERVICE = TestService.shared();
    /// The number of pixels of a chart that differ from its first pixel.
    private static final String INK =
            """
                    element => { const canvas = element.querySelector('canvas');
                      const pixels = new Uint32Array(
                          canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
                      return pixels.filter(pixel => pixel !== pixels[0]).length; }""";
    private static Province province;
    private static String home;

    @BeforeAll
    static void answer() {
        province = Province.with(
                SERVICE,
                IntStream.range(0, 189)
                        .mapToObj(
                                i -> "学校%d,%s,城市%d,%s,,物流管理,中级,120"
                                        .formatted(i, i % 2 == 0 ? "高职" : "中职", i % 17, i % 3))
                        .toArray(String[]::new));
        new StoredCrowd(SERVICE, province, 11).store(Role.TEACHER, 900);
        home = "/office/campaigns/" + province.id() + "/";
    }

    @Test
    void aLinkShowsAColleagueTheSameNumbers() {
        try (var clerk = desk("results"); var colleague = Phone.desktop()) {
            clerk.page().locator("#city").focus();
            clerk.page().locator("#city").selectOption("城市3");
            clerk.page().waitForURL("**/results?role=TEACHER&city=%E5%9F%8E%E5%B8%823");
            assertThat(clerk.page().locator(".chip")).containsText("地市：城市3");
            assertThat(clerk.page().locator("#city")).isFocused();
            clerk.page().locator("#minCell").selectOption("5");
            clerk.page().waitForURL("**&minCell=5");
            clerk.press("复制链接").reads("链接已复制");
            colleague.open(province.office(), address(clerk));
            assertThat(colleague.page().locator("#city")).hasValue("城市3");
            assertThat(colleague.page().locator("[data-respondents]").textContent())
                    .isEqualTo(clerk.page().locator("[data-respondents]").textContent())
                    .isNotEqualTo("900");
            assertThat(colleague.page().locator("#q9 table").innerText())
                    .isEqualTo(clerk.page().locator("#q9 table").innerText());
            clerk.page().locator(".chip").first().click();
            clerk.page().waitForURL("**/results?role=TEACHER&minCell=5");
            assertThat(clerk.page().locator("[data-respondents]")).hasText("900");
            clerk.page().goBack();
            assertThat(clerk.page().locator(".chip").first()).containsText("地市：城市3");
            assertThat(clerk.page().locator("h1")).hasText("结果");
            clerk.page().locator("#q3 .chart").scrollIntoViewIfNeeded();
            assertThat(clerk.page().locator("#q3 canvas")).hasCount(1);
        }
    }

    @Test
    void chartsAreDrawnWhenTheyComeIntoViewAndAgainInDarkColours() {
        try (var phone = desk("results")) {
            assertThat(phone.page().locator("#q1 canvas")).hasCount(1);
            assertThat(phone.page().locator("#q20 canvas")).hasCount(0);
            var chart = phone.page().locator("#q20 .chart");
            chart.scrollIntoViewIfNeeded();
            assertThat(phone.page().locator("#q20 canvas")).hasCount(1);
            assertThat(chart).hasAttribute("data-drawn", Pattern.compile(".+"));
            assertThat((int) chart.evaluate(INK)).isGreaterThan(1000);
            var light = chart.getAttribute("data-drawn");
            var before = chart.evaluate("element => element.querySelector('canvas').toDataURL()");
            phone.isAccessible();
            phone.page().emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertThat(chart).not().hasAttribute("data-drawn", light);
            assertThat((int) chart.evaluate(INK)).isGreaterThan(1000);
            assertThat(chart.evaluate("element => element.querySelector('canvas').toDataURL()")).isNotEqualTo(before);
            phone.isAccessible();
        }
    }

    @Test
    void tablesAndFiltersWorkWithoutJavaScript() {
        try (var phone = Phone.with(Phone.options().setLocale("zh-CN").setJavaScriptEnabled(false))) {
            phone.open(province.office(), home + "results?role=TEACHER");
            assertThat(phone.page().locator("#q9 tbody tr")).hasCount(4);
            phone.page().locator("#level").selectOption("中职");
            phone.press("显示").reads("层次：中职");
            assertThat(phone.page().locator("#q2 tbody tr").first().locator("td").last()).hasText("100.0%");
            phone.open(home + "crosstab?row=q9&column=level");
            assertThat(phone.page().locator(".crossed tbody tr")).hasCount(4);
            phone.open(home + "quality").page().locator("#sort-share").click();
            assertThat(phone.page().locator("th[aria-sort=descending]")).hasText("占比");
            phone.open(home + "downloads");
            var file = phone.page().waitForDownload(() -> phone.page().locator("a[data-file='progress.xlsx']").click());
            assertThat(file.suggestedFilename()).endsWith(".xlsx");
        }
    }

    @Test
    void aCrosstabOfAllSchoolsStaysReadable() {
        try (var phone = desk("crosstab?row=q9&column=q4")) {
            phone.page().getByText("交换").click();
            phone.page().waitForURL("**row=q4&column=q9");
            phone.page().locator("#column").selectOption("school");
            phone.page().waitForURL("**column=school");
            assertThat(phone.page().locator("th[data-column]")).hasCount(province.schoolList().size());
            phone.page().locator(".crossed").evaluate("table => table.scrollTo(9000, 0)");
            var heading = phone.page().locator(".crossed tbody th").first();
            assertThat(heading).isInViewport();
            assertThat(heading.boundingBox().x).isLessThan(40);
            var chart = phone.page().locator("[data-chart]");
            chart.scrollIntoViewIfNeeded();
            assertThat(chart).hasAttribute("data-drawn", Pattern.compile(".+"));
            assertThat((int) chart.evaluate(INK)).isGreaterThan(1000);
            phone.isAccessible();
        }
    }

    @Test
    void everyPageFitsAPhoneAndPaper() {
        try (
                var phone = Phone.with(
                        new Browser.NewContextOptions().setViewportSize(320, 700)
                                .setLocale("zh-CN")
                                .setColorScheme(ColorScheme.DARK))) {
            for (var page : List.of("crosstab?row=q5&column=level", "quality", "downloads", "results")) {
                phone.open(province.office(), home + page);
                assertThat(phone.page().evaluate("() => document.documentElement.scrollWidth")).as(page)
                        .isEqualTo(320);
                phone.isAccessible();
            }
            phone.page().locator("#q2 .chart").scrollIntoViewIfNeeded();
            assertThat(phone.page().locator("#q2 canvas")).hasCount(1);
            phone.page().evaluate("() => dispatchEvent(new Event('beforeprint'))");
            phone.page().emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(phone.page().locator(".question canvas"))
                    .hasCount(phone.page().locator("[data-chart]").count());
            assertThat(phone.page().locator("#q20 .chart")).hasAttribute("data-drawn", "#000");
            assertThat(phone.page().locator(".scope")).isHidden();
        }
    }

    private static Phone desk(String page) {
        return Phone.desktop().open(province.office(), home + page);
    }

    private static String address(Phone phone) {
        var shown = URI.create(phone.page().url());
        return shown.getRawPath() + "?" + shown.getRawQuery();
    }
}
