package io.github.certpulse.console.office.administration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.access.account.SchoolAccounts;
import io.github.certpulse.sample.Samples;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.removal.CampaignRemoval;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountPagesTest {
    private static final TestService SERVICE = TestService.shared();
    private final String name = "colleague-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void anAccountIsOpenedClosedReopenedAndReset() {
        try (var desk = Phone.desktop()) {
            desk.open(SERVICE.office(), "/office/accounts").isAccessible();
            desk.write("new-username", name).press("开设").reads("只显示这一次").isAccessible();
            var first = desk.page().locator("#first-password").textContent();
            desk.press("关闭");
            var colleague = SERVICE.signedInWithOwnPassword(name, first);
            colleague.get("/api/v1/campaigns").expect(200);
            desk.write("q", name);
            desk.reads("共 1 个账号");
            desk.page().locator("button:has-text('停用')").click();
            desk.reads("此人立即被退出").page().locator("#ask button[value=yes]").click();
            desk.reads("已停用 " + name).isAccessible();
            colleague.get("/api/v1/campaigns").expectProblem(401, "unauthorized");
            desk.page().locator("#accounts .note button").click();
            desk.reads("已更改 " + name);
            colleague.get("/api/v1/campaigns").expectProblem(401, "unauthorized");
            colleague = SERVICE.signedIn(name, "my own password " + name.hashCode());
            colleague.get("/api/v1/campaigns").expect(200);
            desk.page().locator("button:has-text('重置密码')").click();
            desk.page().locator("#ask button[value=yes]").click();
            desk.reads("初始密码（只显示这一次）");
            assertThat(desk.page().locator("#first-password")).not().hasText(first);
            colleague.get("/api/v1/campaigns").expectProblem(401, "unauthorized");
        }
    }

    @Test
    void aBadOrTakenNameIsRefusedAndNoAccountIsOpened() {
        var office = SERVICE.office();
        assertThat(office.submit("/office/accounts", "username=Ä&role=OFFICE").expect(422).text())
                .contains("3 到 64 个小写字母");
        assertThat(office.submit("/office/accounts", "username=office&role=OFFICE").expect(422).text())
                .contains("用户名已被使用");
        assertThat(office.submit("/office/accounts", "username=" + name + "&role=SCHOOL").expect(422).text())
                .contains("OFFICE_VIEWER");
        assertThat(office.get("/office/accounts?q=" + name).text()).contains("没有符合条件的账号");
    }

    @Test
    void schoolsWithFirstPasswordsAreFoundAndAClosedAccountIsRefused() {
        var school = "查找" + name + "学校";
        var province = Province.with(SERVICE, school + ",高职,武汉市,,,物流管理,中级,120");
        var first = province.openAccounts().get(school);
        assertThat(SERVICE.office().get("/office/accounts?kind=schools&first=true&q=" + name).expect(200).text())
                .contains(school, first.get(0), "仍用初始密码");
        var id = SERVICE.accountId(first.get(0));
        var clerk = SERVICE.signedInWithOwnPassword(first.get(0), first.get(1));
        assertThat(SERVICE.office().get("/office/accounts?kind=schools&first=true&q=" + name).text())
                .doesNotContain(first.get(0));
        SERVICE.office().submit("/office/accounts/" + id + "/closed", "value=true&seen=SCHOOL").expect(200);
        clerk.get("/api/v1/school/progress").expectProblem(401, "unauthorized");
        SERVICE.stranger()
                .post(
                        "/api/v1/sessions",
                        "{\"username\":\"%s\",\"password\":\"my own password %d\"}"
                                .formatted(first.get(0), first.get(0).hashCode()))
                .expectProblem(403, "account-closed");
        SERVICE.stranger()
                .post("/api/v1/sessions", "{\"username\":\"%s\",\"password\":\"wrong\"}".formatted(first.get(0)))
                .expectProblem(401, "bad-credentials");
        SERVICE.office().submit("/office/accounts/" + id + "/role", "value=OFFICE&seen=SCHOOL-closed").expect(422);
        SERVICE.office().submit("/office/accounts/" + id + "/closed", "value=false&seen=SCHOOL").expect(409);
        SERVICE.office().submit("/office/accounts/" + id + "/closed", "value=false&seen=SCHOOL-closed").expect(200);
        clerk.get("/api/v1/school/progress").expectProblem(401, "unauthorized");
        SERVICE.signedIn(first.get(0), "my own password " + first.get(0).hashCode())
                .get("/api/v1/school/progress")
                .expect(200);
    }

    @Test
    void schoolsOfASampleAreMarked() {
        var removal = SERVICE.bean(CampaignRemoval.class);
        SERVICE.bean(Campaigns.class).all().stream().filter(Campaign::sample).forEach(removal::remove);
        var sample = SERVICE.bean(Samples.class).load("hubei-empty").orElseThrow();
        SERVICE.bean(SchoolAccounts.class).open(sample);
        assertThat(SERVICE.office().get("/office/accounts?kind=schools&q=%E6%A0%B7%E4%BE%8B").expect(200).text())
                .contains("badge sample");
        removal.remove(sample);
    }

    @Test
    void youCannotChangeYourOwnRightsAndTheLastFullAccountStays() {
        try (
                var service = TestService
                        .start(TestServers.shared().databasePort(), TestServers.shared().redisPort(), Map.of())) {
            var office = service.office();
            var own = "/api/v1/accounts/" + service.accountId("office");
            office.patch(own, "{\"closed\":true}").expectProblem(409, "account-needed");
            office.patch(own, "{\"role\":\"OFFICE_VIEWER\"}").expectProblem(409, "account-needed");
            var second = service.officeWithoutContacts();
            second.patch(own, "{\"role\":\"OFFICE_VIEWER\"}").expect(200);
            office.get("/api/v1/accounts").expectProblem(403, "forbidden");
            second.get("/api/v1/accounts").expect(200);
            second.patch(own, "{\"role\":\"NOBODY\"}").expectProblem(422, "account-invalid");
        }
    }

    @Test
    void onlyPeopleWithTheRightToSeeContactsCanGiveIt() {
        var province = Province.with(SERVICE, "甲校,高职,武汉市,,,物流管理,中级,120");
        var without = SERVICE.officeWithoutContacts();
        without.get(province.path() + "/contacts").expectProblem(403, "forbidden");
        assertThat(without.get("/office/campaigns/" + province.id() + "/settings").expect(200).text())
                .doesNotContain("/contacts\"");
        var opened = without.post("/api/v1/accounts", "{\"username\":\"%s\",\"role\":\"OFFICE\"}".formatted(name))
                .expect(201)
                .string("firstPassword");
        SERVICE.signedInWithOwnPassword(name, opened)
                .get(province.path() + "/contacts")
                .expectProblem(403, "forbidden");
        var id = SERVICE.accountId(name);
        without.patch("/api/v1/accounts/" + id, "{\"contacts\":true}").expectProblem(403, "forbidden");
        without.post("/api/v1/accounts/" + SERVICE.accountId("office") + "/password", "")
                .expectProblem(403, "forbidden");
        SERVICE.office().patch("/api/v1/accounts/" + id, "{\"contacts\":true}").expect(200);
        SERVICE.signedIn(name, "my own password " + name.hashCode()).get(province.path() + "/contacts").expect(200);
    }
}
