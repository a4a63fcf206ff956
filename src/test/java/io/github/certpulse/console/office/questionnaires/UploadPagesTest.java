package io.github.certpulse.console.office.questionnaires;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.github.certpulse.testing.Workbook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/// The office publishes questionnaires on a page.
class UploadPagesTest {
    private static final String NEW = "/office/questionnaires/new";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Pattern MARK = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");
    private final TestService service = TestService.shared();
    private final String code = "u-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aChangedWordBecomesTheNextVersion() throws IOException {
        var servers = TestServers.shared();
        try (
                var own = TestService.start(servers.databasePort(), servers.redisPort(), Map.of());
                var desk = Phone.desktop()) {
            desk.open(own.office(), "/office/questionnaires/teacher-2020/1").page().getByText("制作第 2 版").click();
            var download = desk.page().waitForDownload(() -> desk.page().getByText("下载现有版本的工作簿").click());
            assertThat(download.suggestedFilename()).isEqualTo("teacher-2020.2.xlsx");
            choose(desk, reworded(Files.readAllBytes(download.path()), "您的职称是？", "您现在的职称是？"));

            desk.reads("预览：尚未发布").reads("共 1 处不同");
            assertThat(desk.page().locator(".changes tbody tr")).hasCount(1);
            assertThat(desk.page().locator(".changes tbody tr").locator("th, td"))
                    .hasText(new String[]{"第3题", "措辞", "您的职称是？", "您现在的职称是？"});
            var phone = desk.page().frameLocator(".trial iframe");
            phone.locator("#certificates input").check();
            phone.getByText("同意并开始").click();
            assertThat(phone.locator("#q3")).containsText("您现在的职称是？");
            assertThat(desk.page().locator("svg[role=img] .arc:not(.jump)")).hasCount(3);
            assertThat(versions(own)).containsExactly("student-2020@1", "teacher-2020@1");

            desk.press("发布第 2 版");
            assertThat(desk.page().locator("#ask")).containsText("没有调查会因此改变");
            desk.page().locator("#ask button[value=no]").click();
            assertThat(versions(own)).hasSize(2);
            desk.press("发布第 2 版");
            desk.page().locator("#ask button[value=yes]").click();
            desk.page().waitForURL("**/office/questionnaires/teacher-2020/2?published=true");
            desk.reads("已发布第 2 版").isAccessible();
            assertThat(versions(own)).containsExactly("student-2020@1", "teacher-2020@1", "teacher-2020@2");
            desk.page().getByText("与上一版比较").click();
            desk.reads("您现在的职称是？").isAccessible();
            desk.open("/office/questionnaires/teacher-2020/1").reads("最新的是第 2 版");
        }
    }

    @Test
    void everyViolationIsShownWithItsSheetAndRow() {
        try (
                var phone = Phone.with(
                        Phone.options()
                                .setLocale("zh-CN")
                                .setColorScheme(ColorScheme.DARK)
                                .setViewportSize(320, 640))) {
            phone.open(service.office(), NEW);
            choose(
                    phone,
                    sound().set("survey", 5, "relevant", "${q9} = 'A'")
                            .set("choices", 3, "name", "A")
                            .set("settings", 2, "role", "")
                            .bytes());
            phone.reads("需要改正");
            var rows = phone.page().locator(".violations tbody tr");
            assertThat(rows.first().locator("td"))
                    .hasText(new String[]{"survey", "5", "relevant", "q2 的显示条件（relevant）引用了 q9，没有这道题"});
            assertThat(rows.locator("td:first-child").allTextContents()).contains("survey", "choices", "settings");
            phone.isAccessible();
            choose(phone, sound().bytes());
            phone.reads("新问卷").isAccessible();
            assertThat(rows).hasCount(0);
            assertThat((Integer) phone.page().evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);
        }
    }

    @Test
    void aWorkbookCanBeDropped() {
        try (var desk = Phone.desktop()) {
            desk.open(service.office(), NEW);
            desk.page()
                    .evaluate(
                            """
                                    text => {
                                      const files = new DataTransfer();
                                      files.items.add(new File(
                                          [Uint8Array.from(atob(text), each => each.charCodeAt(0))], '问卷.xlsx'));
                                      document.querySelector('.drop').dispatchEvent(
                                          new DragEvent('drop', { dataTransfer: files, cancelable: true }));
                                    }""",
                            Base64.getEncoder().encodeToString(sound().bytes()));
            desk.reads("短问卷").reads("新问卷");
            desk.press("发布第 1 版");
            desk.page().locator("#ask button[value=yes]").click();
            desk.page().waitForURL("**/" + code + "/1?published=true");
        }
    }

    @Test
    void aWorkbookWithoutSettingsTakesThemFromThePage() {
        try (var desk = Phone.desktop()) {
            desk.open(service.office(), NEW);
            desk.page().locator("#upload summary").click();
            desk.page().locator("input[name=title]").fill("外来的问卷");
            desk.page().locator("input[name=code]").fill(code);
            desk.page().locator("select[name=role]").selectOption("STUDENT");
            choose(desk, sound().without("settings").set("survey", 4, "appearance", "minimal").bytes());
            desk.reads("外来的问卷").reads("survey：没有读取的列：appearance").isAccessible();
            desk.press("发布第 1 版");
            desk.page().locator("#ask button[value=yes]").click();
            desk.page().waitForURL("**/" + code + "/1?published=true");
        }
    }

    @Test
    void onlyAPreviewedWorkbookIsPublished() {
        var office = service.office();
        var seen = mark(office.upload(NEW, "问卷.xlsx", sound().bytes()).expect(200));
        var other = sound().set("survey", 4, "label", "换个说法");
        assertThat(publish(office, other, seen).expect(422).text()).contains("没有发布", "换个说法");
        service.stranger().get("/api/v1/questionnaires/" + code + "/1").expectProblem(404, "questionnaire-unknown");
        assertThat(publish(office, sound(), seen).expect(303).header("location"))
                .isEqualTo("/office/questionnaires/" + code + "/1?published=true");

        var next = mark(office.upload(NEW, "问卷.xlsx", other.bytes()).expect(200));
        office.upload("/api/v1/questionnaires", "问卷.xlsx", sound().set("survey", 4, "label", "有人更快").bytes())
                .expect(201);
        assertThat(publish(office, other, next).expect(422).text()).as("it would be version 3 by now")
                .contains("没有发布", "第 3 版");
        publish(office, sound().set("settings", 2, "role", "STUDENT"), next).expect(422);
    }

    @Test
    void theWorkbookForANewVersionEqualsTheLatestUnderTheNextNumber() {
        var office = service.office();
        publish(office, sound(), mark(office.upload(NEW, "问卷.xlsx", sound().bytes()).expect(200))).expect(303);
        var start = office.get("/office/questionnaires/" + code + "/next/workbook").expect(200);
        assertThat(start.header("content-disposition")).contains(code + ".2.xlsx");
        assertThat(office.upload(NEW, "问卷.xlsx", start.body()).expect(422).text()).contains("内容与现有版本 1 相同");
    }

    @Test
    void hugeFilesAreRefused() {
        for (int megabytes : new int[]{9, 25}) {
            assertThat(service.office().upload(NEW, "a.xlsx", new byte[megabytes * 1024 * 1024]).status())
                    .isIn(413, 422);
        }
        try (var desk = Phone.desktop()) {
            desk.open(service.office(), NEW);
            choose(desk, new byte[8 * 1024 * 1024 + 1]);
            desk.reads("文件过大：最多 8 MB");
            choose(desk, new byte[8 * 1024 * 1024]);
            desk.reads("需要改正 1 处");
        }
    }

    private Workbook sound() {
        return Workbook.sound().set("settings", 2, "form_id", code);
    }

    private static void choose(Phone phone, byte[] workbook) {
        phone.page().locator("#file").setInputFiles(new FilePayload("问卷.xlsx", XLSX, workbook));
    }

    private static String mark(Reply preview) {
        var mark = MARK.matcher(preview.text());
        assertThat(mark.find()).isTrue();
        return mark.group(1);
    }

    private static Reply publish(Visitor office, Workbook workbook, String seen) {
        var boundary = "----certpulse";
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"seen\"\r\n\r\n"
                        + seen
                        + "\r\n--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                        .getBytes(UTF_8));
        body.writeBytes(workbook.bytes());
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
        return office.send(
                "POST",
                NEW + "/publication",
                BodyPublishers.ofByteArray(body.toByteArray()),
                "Content-Type",
                "multipart/form-data; boundary=" + boundary);
    }

    private static List<String> versions(TestService service) {
        return Reply.items(service.office().get("/api/v1/questionnaires").expect(200).json())
                .stream()
                .map(each -> each.get("code").getStringValue() + "@" + each.get("version").getIntValue())
                .toList();
    }

    /// The workbook after its author has changed the text of a cell in the survey sheet.
    private static byte[] reworded(byte[] file, String old, String now) throws IOException {
        var changed = new ByteArrayOutputStream();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            var cells = StreamSupport.stream(workbook.getSheet("survey").spliterator(), false)
                    .flatMap(row -> StreamSupport.stream(row.spliterator(), false))
                    .filter(cell -> cell.getCellType() == CellType.STRING && cell.getStringCellValue().equals(old))
                    .toList();
            assertThat(cells).hasSize(1);
            var cell = cells.getFirst();
            cell.getRow().createCell(cell.getColumnIndex()).setCellValue(now);
            workbook.write(changed);
        }
        return changed.toByteArray();
    }
}
