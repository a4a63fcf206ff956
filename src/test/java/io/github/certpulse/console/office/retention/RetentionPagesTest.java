package io.github.certpulse.console.office.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetentionPagesTest {
    private static final TestService SERVICE = TestService.shared();
    private final Province province = Province.with(SERVICE, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final String page = "/office/campaigns/" + province.id() + "/retention";
    private final String title = province.office().get(province.path()).expect(200).string("title");

    @Test
    void theOfficeChoosesTheDayAndDestroysPersonalDataByTypingTheTitle() {
        leaveContact();
        try (var desk = Phone.desktop()) {
            desk.open(province.office(), page).reads("之后自动销毁").isAccessible();
            assertThat(desk.page().locator("body").innerText()).doesNotContain("提前销毁个人信息", "销毁整个调查");
            endedDaysAgo(10);
            var day = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(20);
            desk.open(page).reads("还有 180 天");
            desk.write("destroyAfter", day.toString()).press("保存期限").reads("已保存").reads("还有 20 天").isAccessible();
            desk.open("/office").reads(day.toString());
            assertThat(desk.page().locator(".note.warn").allInnerTexts()).anyMatch(text -> text.contains("还有 20 天"));
            desk.open("/office/campaigns/" + province.id()).reads("还有 20 天");
            desk.open(page).write("destroyed-title", "别的调查").press("销毁个人信息").reads("请完整填写调查的名称");
            assertThat(contacts()).isOne();
            desk.open(page).write("destroyed-title", title).press("销毁个人信息").reads("销毁。").isAccessible();
            assertThat(contacts()).isZero();
            desk.write("removed-title", title).press("销毁整个调查").reads("新建调查");
        }
        province.office().get(province.path()).expectProblem(404, "not-found");
    }

    @Test
    void viewersSeeTheDayAndChangeNothing() {
        endedDaysAgo(1);
        var viewer = SERVICE.viewer();
        assertThat(viewer.get(page).expect(200).text()).contains("还有 180 天").doesNotContain("保存期限", "销毁整个调查");
        viewer.submit(page, "destroyAfter=2030-01-01").expect(403);
        viewer.submit(page + "/destruction", "title=" + title).expect(403);
        viewer.submit(page + "/removal", "title=" + title).expect(403);
        province.clerk("甲校").get(page).expect(403);
    }

    private void endedDaysAgo(int days) {
        province.change(
                "{\"opensAt\":\"2026-01-01T00:00:00Z\",\"closesAt\":\"%s\"}"
                        .formatted(Instant.now().minus(days, ChronoUnit.DAYS)));
    }

    private void leaveContact() {
        var school = province.school("甲校");
        var sheet = Sheets.with(
                Sheets.teacher(school, school.certificate("物流管理")),
                "contact",
                "{\"name\":\"王老师\",\"phone\":\"13871234567\"}");
        SERVICE.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
    }

    private int contacts() {
        return province.office().get(province.path() + "/contacts").expect(200).json().size();
    }
}
