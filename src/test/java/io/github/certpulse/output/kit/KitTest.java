package io.github.certpulse.output.kit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;

class KitTest {
    private final TestService service = TestService.shared();
    private final Province province =
            Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120", "乙:校/东区,中职,,,,物流管理,初级,9");
    private final String kit = province.path() + "/kit.zip";

    @Test
    void opensTheAccountsThatAreMissingAndListsTheOthersAsKept() throws IOException {
        province.clerk("甲校");
        province.importRoster("甲校,高职,武汉市,,,物流管理,中级,120", "丙校,本科,,,,物流管理,初级,9").expect(200);
        var rows = accounts(fetch(""));
        assertThat(rows.get("甲校")).element(2).isEqualTo("");
        assertThat(rows.get("甲校").get(3)).contains("沿用学校自己的密码");
        assertThat(rows.get("乙:校/东区").get(3)).contains("此前已发放，尚未使用");
        assertThat(rows.get("丙校").get(3)).contains("首次登录须修改");
        service.signedInWithOwnPassword(rows.get("丙校").get(1), rows.get("丙校").get(2))
                .get("/api/v1/school/progress")
                .expect(200);
    }

    @Test
    void saysByNameAndNoteThatASecondKitHasNoPasswords() throws IOException {
        var first = province.office().post(kit, "").expect(200);
        assertThat(name(first)).endsWith("-二维码和账号.zip");
        assertThat(note(first)).contains("有 2 个新的初始密码", "只在运行本系统的电脑上能打开");
        var further = province.office().post(kit, "").expect(200);
        assertThat(name(further)).endsWith("-二维码（无初始密码）.zip");
        assertThat(note(further)).contains("没有任何初始密码");
        assertThat(name(province.office().post(kit + "?renew=true", "").expect(200))).endsWith("-二维码和账号.zip");
    }

    @Test
    void showsTheStateAfterADownloadAndMakesNoSecondKitOnASecondClick() {
        try (
                var desk = Phone.with(Phone.options().setLocale("zh-CN").setAcceptDownloads(true))
                        .open(province.office(), "/office/campaigns/" + province.id() + "/kit")) {
            var made = new AtomicInteger();
            desk.page().onRequest(request -> made.addAndGet(request.url().contains("kit.zip") ? 1 : 0));
            var first = desk.page().waitForDownload(() -> desk.page().locator("#fetch").dblclick());
            assertThat(first.suggestedFilename()).endsWith("-二维码和账号.zip");
            desk.reads("2 个初始密码在 office 于").reads("没有初始密码").isAccessible();
            assertThat(made).hasValue(1);
            assertThat(desk.page().locator("#handed")).isFocused();
            assertThat(desk.page().locator("dl.facts dd").last()).hasText("0");
            assertThat(desk.page().locator("body")).not().containsText("初始密码只出现一次");
            var further = desk.page().waitForDownload(() -> desk.press("再次下载（没有初始密码）"));
            assertThat(further.suggestedFilename()).endsWith("（无初始密码）.zip");
            assertThat(desk.page().locator("#fetch")).isEnabled();
            desk.page().locator("#renew").check();
            var renewed = desk.page().waitForDownload(() -> desk.press("重新生成密码并下载"));
            assertThat(renewed.suggestedFilename()).endsWith("-二维码和账号.zip");
        }
    }

    @Test
    void renewsTheFirstPasswordsOfSchoolsThatNeverUsedTheirs() throws IOException {
        var lost = accounts(fetch("")).get("乙:校/东区");
        assertThat(accounts(fetch("")).get("乙:校/东区").get(2)).isEmpty();
        var anew = accounts(fetch("?renew=true")).get("乙:校/东区");
        assertThat(anew.get(1)).isEqualTo(lost.get(1));
        service.stranger()
                .post(
                        "/api/v1/sessions",
                        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(lost.get(1), lost.get(2)))
                .expectProblem(401, "bad-credentials");
        service.signedInWithOwnPassword(anew.get(1), anew.get(2)).get("/api/v1/school/progress").expect(200);
        assertThat(accounts(fetch("?renew=true")).get("乙:校/东区").get(2)).as("in use by now").isEmpty();
    }

    @Test
    void holdsAFolderOfCodesForEachSchoolAndSaysWhatToDo() throws IOException {
        var files = files(fetch(""));
        assertThat(files).containsOnlyKeys(
                "README.txt",
                "accounts.xlsx",
                "posters.pdf",
                "codes/001-甲校/教师-teacher.png",
                "codes/001-甲校/学生-student.png",
                "codes/002-乙_校_东区/教师-teacher.png",
                "codes/002-乙_校_东区/学生-student.png");
        assertThat(new String(files.get("README.txt"), StandardCharsets.UTF_8)).startsWith("\uFEFF")
                .contains("学校数：2", "accounts.xlsx", "请勿互相转发", "\r\n");
    }

    @Test
    void recordsWhoOpenedTheAccountsAndReportsItsProgress() {
        var name = "kit-" + UUID.randomUUID();
        fetch("?renew=true&download=" + name);
        var progress = province.office().get(province.path() + "/transfers/" + name).expect(200);
        assertThat(List.of(progress.number("rows"), progress.number("total"))).containsExactly(6, 6);
        for (var action : List.of("accounts-opened", "passwords-renewed")) {
            var rows = province.office().get("/api/v1/audit?action=" + action + "&target=" + province.id()).expect(200);
            assertThat(rows.string("items.0.username")).isEqualTo("office");
            assertThat(rows.string("items.0.address")).isNotEmpty();
        }
        province.office().post(kit + "?download=x", "").expectProblem(422, "parameter-invalid");
    }

    @Test
    void isForTheOfficeOnly() {
        service.viewer().post(kit, "").expectProblem(403, "forbidden");
        province.clerk("甲校").post(kit, "").expectProblem(403, "forbidden");
        service.stranger().post(kit, "").expectProblem(401, "unauthorized");
        province.office().post("/api/v1/campaigns/x/kit.zip", "").expectProblem(404, "not-found");
    }

    private Reply fetch(String query) {
        return province.office().post(kit + query, "").expect(200);
    }

    /// The name by which a browser saves the file.
    private static String name(Reply reply) {
        return URLDecoder.decode(
                reply.header("content-disposition").replaceAll(".*filename\\*=UTF-8''", ""),
                StandardCharsets.UTF_8);
    }

    private static String note(Reply reply) throws IOException {
        return new String(files(reply).get("README.txt"), StandardCharsets.UTF_8);
    }

    private static TreeMap<String, byte[]> files(Reply reply) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(reply.body()), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    /// City, user name, first password and note by school.
    private static TreeMap<String, List<String>> accounts(Reply reply) throws IOException {
        var found = new TreeMap<String, List<String>>();
        try (
                var book = new ReadableWorkbook(new ByteArrayInputStream(files(reply).get("accounts.xlsx")));
                var rows = book.getFirstSheet().openStream()) {
            rows.skip(1)
                    .forEach(
                            row -> found.put(
                                    row.getCellText(0),
                                    List.of(
                                            row.getCellText(2),
                                            row.getCellText(3),
                                            row.getCellText(4),
                                            row.getCellText(5))));
        }
        return found;
    }
}
