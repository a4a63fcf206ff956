package io.github.certpulse.console.office.results;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.PdfOptions;
import com.microsoft.playwright.options.Media;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.PrintedPage;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestService;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables with many columns and charts with long labels, printed and on screens.
class WideTablesTest {
    private static final TestService SERVICE = TestService.shared();
    private static final List<Integer> NUMBERS = List.of(9, 12, 36, 60);
    /// The rows of the printed tables, each as the joined texts of its cells without white space.
    private static final String PRINTED_ROWS =
            """
                    selector => [...document.querySelectorAll(selector)]
                      .filter(table => table.checkVisibility())
                      .flatMap(table => [...table.querySelectorAll('tbody tr')])
                      .map(row => [...row.cells].filter(cell => cell.checkVisibility()))
                      .map(cells => cells.map(cell => cell.innerText).join(''))
                      .map(text => text.replace(/\\s/g, ''))""";
    private static final String CELLS =
            """
                    () => { document.querySelectorAll('table .unseen').forEach(each => each.remove());
                      return [...document.querySelectorAll('th, td')].filter(cell => cell.checkVisibility())
                        .map(cell => cell.innerText.replace(/\\s/g, '')).filter(text => text); }""";
    /// Pairs of lines of text in a chart that overlap.
    private static final String OVERLAPS =
            """
                    element => { const chart = echarts.getInstanceByDom(element);
                      const lines = chart.getZr().storage.getDisplayList(true)
                        .filter(each => each.style && each.style.text)
                        .map(each => {
                          const box = each.getBoundingRect().clone();
                          if (each.transform) box.applyTransform(each.transform);
                          return { box, text: each.style.text }; });
                      return lines.flatMap((one, place) => lines.slice(place + 1).filter(other =>
                          Math.min(one.box.x + one.box.width, other.box.x + other.box.width)
                              - Math.max(one.box.x, other.box.x) > 1
                          && Math.min(one.box.y + one.box.height, other.box.y + other.box.height)
                              - Math.max(one.box.y, other.box.y) > 3)
                        .map(other => one.text + ' / ' + other.text)); }""";
    private static Province province;
    private static String home;

    @BeforeAll
    static void answer() {
        province = Province.with(
                SERVICE,
                NUMBERS.stream()
                        .flatMap(
                                number -> IntStream.range(0, number)
                                        .mapToObj(WideTablesTest::certificate)
                                        .map(
                                                certificate -> "学校%d,高职,武汉市,,,%s,中级,120"
                                                        .formatted(number, certificate)))
                        .toArray(String[]::new));
        new StoredCrowd(SERVICE, province, 31).store(Role.TEACHER, 1500);
        Awaitility.await()
                .until(
                        () -> province.office()
                                .get(province.path() + "/progress")
                                .expect(200)
                                .number("total.teachers.received") == 1500);
        home = "/office/campaigns/" + province.id();
    }

    private static String certificate(int number) {
        return "第%02d号人工智能语音应用开发与智能网联汽车检测运维证书".formatted(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 12, 36, 60})
    void printedTablesLoseNoColumn(int columns) {
        try (
                var phone = Phone.desktop()
                        .open(
                                province.office(),
                                home + "/crosstab?row=q5&column=certificate&school="
                                        + province.school("学校" + columns).id())) {
            var text = printed(phone);
            IntStream.range(0, columns).forEach(column -> assertThat(text).contains(certificate(column) + "n="));
            var options = phone.page().locator(".crossed tbody tr").count();
            phone.page().evaluate("() => dispatchEvent(new Event('beforeprint'))");
            phone.page().emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));
            var rows = (List<?>) phone.page().evaluate(PRINTED_ROWS, ".crossed table");
            assertThat(rows).as("every row in each part")
                    .hasSize(options * Math.ceilDiv(columns, 8))
                    .allSatisfy(row -> assertThat(text).contains(row.toString()));
            assertThat(phone.page().locator(".crossed .paper-part th[data-column]")).hasCount(columns);
            phone.page().evaluate("() => dispatchEvent(new Event('afterprint'))");
            assertThat(phone.page().locator(".crossed table")).hasCount(1);
        }
    }

    @Test
    void theMatrixLosesNoCertificateOnPaper() {
        try (var phone = Phone.desktop().open(province.office(), home + "/schools?view=matrix&q=36")) {
            // There are too many certificates for columns, so each school lists its own.
            assertThat(phone.page().locator("th.certificate")).hasCount(0);
            var text = printed(phone);
            IntStream.range(0, 36).forEach(column -> assertThat(text).contains(certificate(column)));
        }
        var fewer = Province.with(
                SERVICE,
                IntStream.range(0, 36)
                        .mapToObj(column -> "甲校,高职,武汉市,,,%s,中级,120".formatted(certificate(column)))
                        .toArray(String[]::new));
        try (
                var phone = Phone.desktop()
                        .open(fewer.office(), "/office/campaigns/" + fewer.id() + "/schools?view=matrix")) {
            var text = printed(phone);
            IntStream.range(0, 36).forEach(column -> assertThat(text).contains(certificate(column)));
            assertThat(text.split("0/50/10", -1)).as("a cell for each certificate").hasSize(37);
            assertThat(text.split("甲校", -1)).as("the school in each part").hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/schools", "/quality", "/results"})
    void ordinaryTablesArePrintedWhole(String page) {
        try (var phone = Phone.desktop().open(province.office(), home + page)) {
            phone.page().evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true; })");
            var text = printed(phone);
            phone.page().emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));
            var cells = (List<?>) phone.page().evaluate(CELLS);
            assertThat(cells).isNotEmpty().allSatisfy(cell -> assertThat(text).contains(cell.toString()));
        }
    }

    @ParameterizedTest
    @CsvSource({"390, /crosstab?row=q9&column=certificate", "1280, /crosstab?row=q9&column=certificate",
            "390, /crosstab?row=q5&column=certificate", "390, /results", "1280, /results"})
    void labelsOfLongTextsDoNotOverlap(int width, String page) {
        try (
                var phone = Phone.with(new NewContextOptions().setViewportSize(width, 800).setLocale("zh-CN"))
                        .open(
                                province.office(),
                                home + page
                                        + (page.contains("?") ? "&" : "?")
                                        + "school="
                                        + province.school("学校9").id())) {
            for (var chart : phone.page().locator("[data-chart]").all()) {
                chart.scrollIntoViewIfNeeded();
                assertThat(chart).hasAttribute("data-drawn", Pattern.compile(".+"));
                assertThat((List<?>) chart.evaluate(OVERLAPS)).as(page).isEmpty();
            }
        }
    }

    private static String printed(Phone phone) {
        try (
                var paper = new PrintedPage(
                        phone.page().pdf(new PdfOptions().setFormat("A4").setPreferCSSPageSize(true)))) {
            return IntStream.range(0, paper.pages()).mapToObj(paper::text).collect(Collectors.joining());
        }
    }
}
