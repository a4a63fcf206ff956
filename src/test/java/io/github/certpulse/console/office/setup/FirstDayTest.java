package io.github.certpulse.console.office.setup;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.ScannedCode;
import io.github.certpulse.testing.TestService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;

/// The office's first day, from the sign-in to the kit for the schools.
class FirstDayTest {
    private static final TestService SERVICE = TestService.shared();
    private static final String HEADINGS = "学校,层次,地市,路线,地址,证书,证书等级,登记学生数\n";
    private static final String FAULTY = HEADINGS
            + "合肥职业学院,高职,合肥市,,,Web前端开发,中级,1200\n合肥职业学院,小学,合肥市,,,物流管理,中级,很多\n";
    private static final String MENDED =
            HEADINGS + "合肥职业学院,高职,合肥市,,,Web前端开发,中级,1200\n"
                    + "合肥职业学院,高职,合肥市,,,物流管理,中级,300\n"
                    + "芜湖学院,本科,芜湖市,,,物流管理,高级,90\n";

    @Test
    void theOfficeSetsUpACampaignByAnhuisRuleAndDownloadsTheKit() throws IOException {
        try (var desk = Phone.desktop()) {
            desk.signIn(SERVICE.url(), "office", TestService.OFFICE_PASSWORD);
            desk.open("/office/campaigns/new").isAccessible();
            desk.press("下一步").reads("请改正标出的");
            assertThat(desk.page().locator("[id=violation-title]")).containsText("必填");
            desk.isAccessible();
            desk.write("title", "安徽省第一天").write("province", "安徽省");
            desk.page().waitForURL(address -> address.contains("province=%E5%AE%89%E5%BE%BD"));
            desk.page().reload();
            assertThat(desk.page().locator("#title")).hasValue("安徽省第一天");
            desk.page().locator("#opensAt").fill("2026-01-05T08:00");
            desk.page().locator("#closesAt").fill("2099-12-20T18:00");
            desk.press("下一步").reads("每个证书 5 名教师、10 名学生");
            desk.page().locator("input[value=anhui]").check();
            desk.reads("全校合计至少 10 名教师、10 名学生").isAccessible();
            desk.press("上一步").reads("第 1 步").press("下一步");
            assertThat(desk.page().locator("input[value=anhui]")).isChecked();
            desk.press("下一步").reads("第 3 步").isAccessible();
            desk.press("下一步").reads("第 4 步").reads("安徽省第一天").reads("2099-12-20 18:00").isAccessible();
            desk.press("建立调查");
            desk.page().waitForURL("**/roster");
            bringInTheRoster(desk);
            desk.page().waitForURL("**/kit");
            var kit = fetchTheKit(desk);
            assertThat(kit)
                    .containsKeys(
                            "README.txt",
                            "accounts.xlsx",
                            "posters.pdf",
                            "codes/001-合肥职业学院/教师-teacher.png",
                            "codes/002-芜湖学院/学生-student.png")
                    .hasSize(7);
            assertThat(new String(kit.get("README.txt"), StandardCharsets.UTF_8))
                    .contains("安徽省第一天", "2099年12月20日 18:00", "逐校单独发送");
            try (var phone = Phone.chinese()) {
                phone.page()
                        .navigate(
                                SERVICE.url()
                                        .resolve(
                                                URI.create(
                                                        ScannedCode.png(kit.get("codes/002-芜湖学院/教师-teacher.png")))
                                                        .getPath())
                                        .toString());
                phone.reads("芜湖学院");
            }
            var first = signIns(kit.get("accounts.xlsx")).get("合肥职业学院");
            try (var clerk = Phone.chinese()) {
                clerk.signIn(SERVICE.url(), first.getKey(), first.getValue()).reads("请先设置自己的密码");
            }
            desk.open("/office").reads("安徽省第一天").reads("达标 0 / 2 所学校").isAccessible();
        }
    }

    private static void bringInTheRoster(Phone desk) {
        drop(desk, FAULTY);
        desk.reads("有 2 处错误，未导入任何内容");
        assertThat(desk.page().locator("#r3-level")).containsText("应为本科、高职、中职或开放大学");
        assertThat(desk.page().locator("#r3-level")).hasClass("wrong");
        assertThat(desk.page().locator("#r3-registeredStudents")).containsText("应为整数");
        assertThat(desk.page().locator("button:has-text('导入名单')")).isDisabled();
        desk.isAccessible();
        desk.page()
                .locator("#file")
                .setInputFiles(new FilePayload("mended.csv", "text/csv", MENDED.getBytes(StandardCharsets.UTF_8)));
        desk.reads("共 2 所学校、3 个学校证书、1,590 名登记学生").isAccessible();
        desk.press("导入名单");
    }

    /// Drops a file on the page.
    private static void drop(Phone desk, String content) {
        var transfer = desk.page()
                .evaluateHandle(
                        """
                                content => {
                                  const transfer = new DataTransfer();
                                  transfer.items.add(new File([content], '名单.csv', { type: 'text/csv' }));
                                  return transfer; }""",
                        content);
        for (var event : new String[]{"dragenter", "dragover", "drop"}) {
            desk.page().locator("#drop").dispatchEvent(event, Map.of("dataTransfer", transfer));
        }
    }

    private static Map<String, byte[]> fetchTheKit(Phone desk) throws IOException {
        desk.reads("将新开账号").isAccessible();
        var download = desk.page().waitForDownload(() -> desk.press("生成并下载"));
        desk.reads("已下载");
        var files = new LinkedHashMap<String, byte[]>();
        try (
                var zip = new ZipInputStream(
                        new ByteArrayInputStream(Files.readAllBytes(download.path())),
                        StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    /// User names and first passwords by school.
    private static Map<String, Map.Entry<String, String>> signIns(byte[] workbook) throws IOException {
        var found = new HashMap<String, Map.Entry<String, String>>();
        try (
                var book = new ReadableWorkbook(new ByteArrayInputStream(workbook));
                var rows = book.getFirstSheet().openStream()) {
            rows.skip(1)
                    .forEach(row -> found.put(row.getCellText(0), Map.entry(row.getCellText(3), row.getCellText(4))));
        }
        return found;
    }

    @Test
    void theGuidedStartNeedsNoMouse() {
        try (var desk = Phone.desktop()) {
            desk.open(SERVICE.office(), "/office/campaigns/new");
            focus(desk, desk.page().locator("#title"));
            desk.page().keyboard().type("只用键盘");
            desk.page().keyboard().press("Enter");
            focus(desk, desk.page().locator("input[name=preset]:checked"));
            desk.page().keyboard().press("ArrowDown");
            desk.reads("全校合计至少 10 名教师");
            assertThat(desk.page().locator("input[value=anhui]")).isFocused();
            desk.page().keyboard().press("Enter");
            focus(desk, desk.page().locator("button:has-text('下一步')"));
            desk.page().keyboard().press("Enter");
            desk.reads("第 4 步").reads("只用键盘");
            focus(desk, desk.page().locator("button:has-text('建立调查')"));
            desk.page().keyboard().press("Enter");
            desk.page().waitForURL("**/roster");
        }
    }

    private static void focus(Phone desk, Locator wanted) {
        for (var presses = 0;
                presses < 60 && !(boolean) wanted.evaluate("element => element === document.activeElement");
                presses++) {
            desk.page().keyboard().press("Tab");
        }
        assertThat(wanted).isFocused();
    }
}
