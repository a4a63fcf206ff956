package io.github.certpulse.console.office.schools;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The schools of a campaign as list and as matrix.
class SchoolListPageTest {
    private static final String[] ROWS =
            {"丙校,高职,武汉市,,,Web前端开发,中级,100", "丙校,高职,武汉市,,,老年照护,初级,100",
                    "甲校,高职,恩施州,,,物流管理,中级,120", "乙校,中职,恩施州,,,物流管理,初级,80"};
    private final TestService service = TestService.shared();

    @Test
    void theAddressContainsTheOrderAndTheFilters() {
        var province = Province.with(service, ROWS);
        String link;
        try (var phone = Phone.desktop().open(province.office(), page(province))) {
            shows(phone, "丙校", "甲校", "乙校");
            phone.page().locator("#by-name").click();
            // Sorted by pronunciation: bing, jia, yi.
            shows(phone, "丙校", "甲校", "乙校");
            assertThat(phone.page().locator("th[aria-sort=ascending]")).hasText("学校");
            phone.page().locator("#by-missing").click();
            shows(phone, "丙校", "甲校", "乙校");
            assertThat(phone.page().locator("th[aria-sort=descending]")).hasText("还差");
            phone.page().locator("#by-missing").click();
            shows(phone, "甲校", "乙校", "丙校");
            phone.page().locator("#city").selectOption("恩施州");
            shows(phone, "甲校", "乙校");
            phone.page().locator("#q").pressSequentially("乙");
            shows(phone, "乙校");
            phone.reads("1 所学校（共 3 所）");
            link = phone.page().url().substring(phone.page().url().indexOf("/office"));
            phone.page().locator("#q").fill("没有");
            phone.reads("没有符合条件的学校");
            phone.page().goBack();
            shows(phone, "乙校");
            assertThat(phone.page().locator("h1")).hasText("学校");
        }
        try (
                var plain = Phone.with(new NewContextOptions().setLocale("zh-CN").setJavaScriptEnabled(false))
                        .open(service.viewer(), link)) {
            shows(plain, "乙校");
            assertThat(plain.page().locator("#q")).hasValue("乙");
            plain.page().locator("#q").fill("");
            plain.page().locator("button").filter(new Locator.FilterOptions().setHasText("筛选")).click();
            shows(plain, "甲校", "乙校");
        }
    }

    @Test
    void theMatrixHasTheNumbersOfTheApi() {
        var province = Province.with(service, ROWS);
        var school = province.school("丙校");
        IntStream.range(0, 5)
                .forEach(
                        _ -> service.wechatUser()
                                .put(
                                        "/api/v1/responses/" + UUID.randomUUID(),
                                        Sheets.teacher(school, school.certificate("老年照护")))
                                .expect(201));
        var progress = Awaitility.await()
                .until(
                        () -> province.office().get(province.path() + "/progress?detail=certificates").expect(200),
                        reply -> reply.number("schools.0.certificates.1.teachers.received") == 5);
        try (
                var phone = Phone.with(
                        new NewContextOptions().setViewportSize(1280, 800)
                                .setColorScheme(ColorScheme.DARK)
                                .setLocale("zh-CN"))
                        .open(province.office(), page(province) + "?view=matrix")) {
            assertThat(phone.page().locator("th.certificate"))
                    .hasText(new String[]{"Web前端开发", "老年照护", "物流管理"});
            var cells = phone.page().locator("tbody tr").first().locator("td.cell");
            var certificates = Reply.items(Reply.at(progress.json(), "schools.0.certificates"));
            for (var index = 0; index < certificates.size(); index++) {
                var parts = cells.nth(index + 1).locator("span").allTextContents();
                for (var role : List.of("teachers", "students")) {
                    var count = certificates.get(index).get(role);
                    assertThat(parts.get(role.equals("teachers") ? 0 : 1)).isEqualTo(
                            count.get("required").getIntValue() - count.get("missing").getIntValue()
                                    + "/"
                                    + count.get("required").getIntValue());
                }
            }
            assertThat(cells.nth(2).locator("span").first()).hasClass("met");
            phone.page().locator("th.certificate a").first().click();
            shows(phone, "丙校", "甲校", "乙校");
            phone.isAccessible();
        }
    }

    @Test
    void everyCertificateHasAColumnUnlessThereAreTooMany() {
        var forty = Province.with(service, rows(SchoolListPage.MAX_COLUMNS));
        var more = Province.with(service, rows(SchoolListPage.MAX_COLUMNS + 1));
        try (var phone = Phone.chinese().open(forty.office(), page(forty) + "?view=matrix")) {
            assertThat(phone.page().locator("th.certificate")).hasCount(SchoolListPage.MAX_COLUMNS);
            phone.isAccessible();
            phone.open(page(more) + "?view=matrix");
            assertThat(phone.page().locator("th.certificate")).hasCount(0);
            assertThat(phone.page().locator(".tiles li")).hasCount(SchoolListPage.MAX_COLUMNS + 1);
            phone.isAccessible();
            phone.open(page(more) + "?view=matrix&certificate=%E8%AF%81%E4%B9%A63");
            assertThat(phone.page().locator("th.certificate")).hasText(new String[]{"证书3"});
        }
    }

    @Test
    void theClipboardAndTheFileContainTheShownSchools() {
        var province = Province.with(service, ROWS);
        try (var phone = Phone.desktop()) {
            phone.open(province.office(), page(province) + "?view=matrix&city=%E6%AD%A6%E6%B1%89%E5%B8%82");
            phone.press("复制表格").reads("可粘贴到电子表格中");
            var copied = phone.page().evaluate("() => navigator.clipboard.readText()").toString();
            assertThat(copied.lines().map(line -> List.of(line.split("\t")))).containsExactly(
                    List.of(
                            "学校",
                            "地市",
                            "层次",
                            "状态",
                            "证书",
                            "教师应收",
                            "教师已收",
                            "教师缺额",
                            "学生应收",
                            "学生已收",
                            "学生缺额"),
                    List.of("丙校", "武汉市", "高职", "无答卷", "Web前端开发", "5", "0", "5", "10", "0", "10"),
                    List.of("丙校", "武汉市", "高职", "无答卷", "老年照护", "5", "0", "5", "10", "0", "10"));
            phone.press("复制缺额消息").reads("可粘贴到微信");
            assertThat(phone.page().evaluate("() => navigator.clipboard.readText()").toString().lines().skip(1))
                    .hasSize(1);
        }
        var file = province.office().get(page(province) + ".csv").expect(200);
        assertThat(file.header("content-type")).startsWith("text/csv");
        assertThat(file.text()).startsWith("\uFEFF学校,").contains("丙校,武汉市,高职,无答卷,10,0,10,20,0,20");
    }

    private static void shows(Phone phone, String... schools) {
        assertThat(phone.page().locator("#rows tbody th")).hasText(schools);
    }

    private static String[] rows(int certificates) {
        return IntStream.range(0, certificates)
                .mapToObj("甲校,中职,,,,证书%d,初级,10"::formatted)
                .toArray(String[]::new);
    }

    private static String page(Province province) {
        return "/office/campaigns/" + province.id() + "/schools";
    }
}
