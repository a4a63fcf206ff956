package io.github.certpulse.console.office.progress;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The overview of a campaign.
class OverviewPageTest {
    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static final String[] ROWS =
            {"武汉职业技术学院,高职,武汉市,,,Web前端开发,中级,100", "武汉职业技术学院,高职,武汉市,,,老年照护,初级,100",
                    "恩施职业技术学院,高职,恩施州,,,物流管理,中级,120",
                    "建始县中等职业技术学校,中职,恩施州,,,物流管理,初级,80"};
    private final TestService service = TestService.shared();

    @Test
    void twoBrowsersShowANewResponseWithinTwoSeconds() {
        var province = Province.with(service, ROWS);
        var school = province.school("恩施职业技术学院");
        try (
                var one = Phone.desktop().open(province.office(), page(province));
                var other = Phone.chinese().open(service.viewer(), page(province))) {
            for (var phone : List.of(one, other)) {
                phone.reads("还没有人答卷").reads("实时更新中");
            }
            var teacher = service.wechatUser();
            teacher.put(
                    "/api/v1/responses/" + UUID.randomUUID(),
                    Sheets.teacher(school, school.certificate("物流管理")))
                    .expect(201);
            var stored = Instant.now();
            for (var phone : List.of(one, other)) {
                var left = Math.max(1, PROMISED.minus(Duration.between(stored, Instant.now())).toMillis());
                assertThat(phone.page().locator("#figures"))
                        .containsText("已满足 1（", new ContainsTextOptions().setTimeout((double) left));
            }
            assertThat(one.page().locator("#spoken")).hasText("已完成 0 所学校；教师已收 1 份，学生已收 0 份。");
            one.page().locator("#figures a[href$='state=underway']").click();
            assertThat(one.page().locator("#rows tbody tr")).containsText(new String[]{"恩施职业技术学院"});
        }
    }

    @Test
    void theNumbersEqualThoseOfTheApi() {
        var province = Province.with(service, ROWS).change("{\"opensAt\":\"2026-01-04T16:00:00Z\"}");
        new StoredCrowd(service, province, 7).store(Role.TEACHER, 15);
        new StoredCrowd(service, province, 8).store(Role.STUDENT, 30);
        var progress = Awaitility.await()
                .until(
                        () -> province.office().get(province.path() + "/progress?detail=certificates").expect(200),
                        reply -> received(reply.list("schools"), "teachers") == 15
                                && received(reply.list("schools"), "students") == 30);
        var pace = province.office().get(province.path() + "/pace").expect(200);
        try (var phone = Phone.desktop().open(province.office(), page(province))) {
            for (var role : List.of("teachers", "students")) {
                var missing = progress.list("schools")
                        .stream()
                        .flatMap(school -> Reply.items(school.get("certificates")).stream())
                        .mapToInt(each -> Reply.at(each, role + ".missing").getIntValue())
                        .sum();
                var card = phone.page().locator("#figures .card").nth(role.equals("teachers") ? 1 : 2);
                assertThat(card.locator(".figure")).hasText(Integer.toString(received(progress.list("schools"), role)));
                assertThat(card).containsText("还差 " + missing);
            }
            var cities = phone.page().locator("#cities tbody tr");
            assertThat(cities).containsText(new String[]{"武汉市", "恩施州"});
            var enshi = progress.list("schools")
                    .stream()
                    .filter(school -> school.get("city").getStringValue().equals("恩施州"))
                    .toList();
            var done = enshi.stream().filter(school -> school.get("met").getBooleanValue()).count();
            assertThat(cities.nth(1).locator("td.number").nth(1)).hasText(Long.toString(done));
            assertThat(cities.nth(1).locator("rect.silent").first()).hasAttribute("width", "2");
            phone.page().locator("#pace-table summary").click();
            assertThat(phone.page().locator("#pace-table tbody tr").first().locator("td").first())
                    .hasText(Integer.toString(pace.number("units.0.teachers")));
            assertThat(phone.page().locator("#pace-teacher .low g")).hasCount(pace.list("units").size());
            assertThat(phone.page().locator("#pace-teacher figcaption")).containsText(
                    "应收 %d，已满足 %d；".formatted(pace.number("teachers.required"), pace.number("teachers.filled")));
            assertThat(phone.page().locator("#figures .card").nth(1))
                    .containsText("已满足 " + pace.number("teachers.filled"));
            var line = phone.page().locator("#pace-teacher polyline.so-far").getAttribute("points");
            assertThat(Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                    .as("the line ends where the share that counts is")
                    .isCloseTo(
                            300 - 300.0 * pace.number("teachers.filled") / pace.number("teachers.required"),
                            within(0.1));
            var left = Reply.at(pace.json(), "teachers.lack.message");
            phone.reads(
                    left == null ? "截止时约 " + pace.number("teachers.filledByDeadline.middle")
                            : left.getStringValue());
        }
    }

    @Test
    void showsTheProjectionAndItsInterval() throws Exception {
        var province = Province.with(service, ROWS)
                .change("{\"opensAt\":\"%s\"}".formatted(Instant.now().minus(Duration.ofDays(16))));
        new StoredCrowd(service, province, 9).store(Role.TEACHER, 140);
        new StoredCrowd(service, province, 9).store(Role.STUDENT, 140);
        try (var database = TestDatabase.of(service)) {
            database.change(
                    "update response set received_at = date_add(received_at, interval "
                            + "timestampdiff(hour, '2026-01-19', utc_timestamp()) hour) where campaign_id = "
                            + TestDatabase.id(province.id()));
        }
        var pace = province.office().get(province.path() + "/pace").expect(200);
        try (var phone = Phone.desktop().open(province.office(), page(province))) {
            phone.reads(
                    "截止时约 %d（80%% 的把握在 %d 到 %d 之间）".formatted(
                            pace.number("students.filledByDeadline.middle"),
                            pace.number("students.filledByDeadline.low"),
                            pace.number("students.filledByDeadline.high")));
            phone.reads("按目前节奏，截止时约有 " + pace.number("schools.byDeadline.middle")).reads("准泊松预测区间");
            assertThat(phone.page().locator("#pace polygon.band")).hasCount(2);
            phone.isAccessible();
        }
    }

    @Test
    void copiesTheShortagesAsAMessage() {
        var province = Province.with(service, ROWS);
        try (var phone = Phone.desktop()) {
            phone.open(province.office(), page(province));
            assertThat(phone.page().locator("#short tbody th").first()).hasText("武汉职业技术学院");
            phone.press("复制为消息").reads("已复制");
            var message =
                    province.office().get(province.path() + "/shortages", "Accept", "text/plain").expect(200).text();
            var copied = phone.page().evaluate("() => navigator.clipboard.readText()").toString();
            // The minute in the heading may have changed.
            assertThat(copied.lines().skip(1)).containsExactlyElementsOf(message.lines().skip(1).toList()).hasSize(3);
        }
    }

    @Test
    void showsTheMessageWhereTheBrowserAllowsNoCopying() {
        var province = Province.with(service, ROWS);
        // Neither HTTPS nor localhost.
        try (
                var phone = Phone.desktop()
                        .signIn(service.url(), "office", TestService.OFFICE_PASSWORD)
                        .open(page(province))) {
            phone.press("复制为消息").reads("已复制");
            phone.page().evaluate("() => { document.execCommand = () => false; }");
            phone.press("复制为消息");
            assertThat(phone.page().locator("dialog textarea"))
                    .hasValue(Pattern.compile("恩施职业技术学院：物流管理 教师还差5人、学生还差10人"));
            phone.isAccessible().press("关闭");
            assertThat(phone.page().locator("dialog textarea")).hasCount(0);
        }
    }

    @Test
    void everyStateSaysWhatToDoNext() {
        var empty = Province.empty(service, "{\"perCertificate\":{\"teachers\":5,\"students\":10}}");
        var scheduled = Province.with(service, ROWS)
                .change("{\"opensAt\":\"2999-01-01T00:00:00+08:00\",\"closesAt\":\"2999-02-01T00:00:00+08:00\"}");
        var closed = Province.with(service, ROWS)
                .change("{\"closesAt\":\"2026-01-01T00:00:00+08:00\",\"opensAt\":\"2025-12-01T00:00:00+08:00\"}");
        try (var phone = Phone.desktop().open(empty.office(), page(empty))) {
            assertThat(phone.reads("还没有学校名单").page().getByText("导入学校名单"))
                    .hasAttribute("href", page(empty) + "/roster");
            phone.open(page(scheduled)).reads("届时才接收答卷").reads("距开始").isAccessible();
            phone.open(page(closed)).reads("不再接收答卷").reads("仍有 3 所学校未完成").isAccessible();
            phone.open(service.viewer(), page(empty)).reads("有管理权限的同事");
            assertThat(phone.page().getByText("导入学校名单")).hasCount(0);
        }
    }

    @Test
    void saysWhetherTheConnectionIsLostOrRestored() {
        var province = Province.with(service, ROWS);
        try (var phone = Phone.desktop()) {
            phone.page().route("**/live", route -> route.abort());
            phone.open(province.office(), page(province)).reads("连接已断开");
            phone.page().unroute("**/live");
            phone.reads("实时更新中");
        }
    }

    @Test
    void isReadableInDarkColoursOnASmallPhoneAndWithoutJavaScript() {
        var province = Province.with(service, ROWS);
        try (
                var dark = Phone.with(
                        Phone.options().setLocale("en").setColorScheme(ColorScheme.DARK).setViewportSize(320, 640))
                        .open(province.office(), page(province))) {
            dark.reads("Who is short").isAccessible();
            assertThat((Boolean) dark.page().evaluate("() => document.documentElement.scrollWidth <= 320")).isTrue();
        }
        try (
                var plain = Phone.with(new NewContextOptions().setLocale("zh-CN").setJavaScriptEnabled(false))
                        .open(province.office(), page(province))) {
            plain.reads("恩施州").reads("未完成 3 所");
        }
    }

    @Test
    void aSchoolIsRefusedAndAStrangerIsSentToTheSignIn() {
        var province = Province.with(service, ROWS);
        province.clerk("恩施职业技术学院").get(page(province)).expect(403);
        assertThat(service.stranger().get(page(province)).expect(303).header("location")).startsWith("/?next=");
    }

    private static int received(List<JsonNode> schools, String role) {
        return schools.stream()
                .flatMap(school -> Reply.items(school.get("certificates")).stream())
                .mapToInt(each -> Reply.at(each, role + ".received").getIntValue())
                .sum();
    }

    private static String page(Province province) {
        return "/office/campaigns/" + province.id();
    }
}
