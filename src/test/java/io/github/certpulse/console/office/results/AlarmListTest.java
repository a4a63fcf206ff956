package io.github.certpulse.console.office.results;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The list of schools that are worth a look, in a browser.
class AlarmListTest {
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");

    @Test
    void theOfficeDismissesAnAlarmWithANoteAndBringsItBack() {
        var school = province.school("甲校");
        var sheet = Sheets.teacher(school, school.certificate("物流管理"));
        Crowd.of(service, 12)
                .atOnce((person, _) -> person.put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201));
        try (var desk = Phone.desktop()) {
            desk.open(province.office(), "/office/campaigns/" + province.id() + "/quality");
            var alarms = desk.page().locator("#alarms");
            assertThat(alarms.locator("[data-alarm]")).hasCount(1);
            desk.isAccessible();
            alarms.locator("input[name=note]").fill("全校集中填写");
            alarms.locator("form button").click();
            assertThat(alarms.locator("[data-no-alarms]")).isVisible();
            assertThat(desk.page().locator("h1")).hasText("答卷质量");
            alarms.locator("summary").click();
            assertThat(alarms).containsText("全校集中填写");
            desk.isAccessible();
            alarms.locator("li button").click();
            assertThat(alarms.locator("[data-alarm]")).hasCount(1);
            desk.page().setViewportSize(390, 844);
            assertThat((int) desk.page().evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
            desk.isAccessible();
        }
    }
}
