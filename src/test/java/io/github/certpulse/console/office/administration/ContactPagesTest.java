package io.github.certpulse.console.office.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContactPagesTest {
    private static final TestService SERVICE = TestService.shared();
    private final Province province = Province.with(SERVICE, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final String page = "/office/campaigns/" + province.id() + "/contacts";

    @Test
    void contactsAreShownOnRequestAndEachViewIsRecorded() {
        try (var desk = Phone.desktop()) {
            desk.open(province.office(), page)
                    .reads("每次查看和下载都会记入操作记录")
                    .isAccessible();
            assertThat(looks()).isZero();
            desk.press("查看联系人").reads("还没有人留下联系方式");
            leaveContact();
            desk.open(page).press("查看联系人").reads("=王老师").reads("13871234567").reads("共 1 人").isAccessible();
            assertThat(looks()).isEqualTo(2);
        }
        assertThat(SERVICE.office().get(page + ".csv").expect(200).text())
                .contains("'=王老师,13871234567,教师,甲校\r\n");
        assertThat(looks()).isEqualTo(3);
    }

    @Test
    void viewersAndSchoolsAreRefusedAndSeeNoContact() {
        leaveContact();
        for (var person : new Visitor[]{SERVICE.viewer(), SERVICE.officeWithoutContacts(), province.clerk("甲校")}) {
            assertThat(person.get(page).expect(403).text()).contains("没有权限", "请联系有管理权限的同事")
                    .doesNotContain("13871234567");
            person.submit(page, "").expect(403);
            person.get(page + ".csv").expect(403);
        }
        assertThat(looks()).isZero();
    }

    private void leaveContact() {
        var school = province.school("甲校");
        var sheet = Sheets.with(
                Sheets.teacher(school, school.certificate("物流管理")),
                "contact",
                "{\"name\":\"=王老师\",\"phone\":\"13871234567\"}");
        SERVICE.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
    }

    private int looks() {
        return SERVICE.office()
                .get("/api/v1/audit?action=contacts-viewed&target=" + province.id())
                .expect(200)
                .number("total");
    }
}
