package io.github.certpulse.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Fast
class ContactTest {
    private static final String NAME = "欧阳不可见";
    private static final String PHONE = "13871234567";
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final Province.School school = province.school("甲校");
    private final JsonNode sheet = Sheets.with(
            Sheets.teacher(school, school.certificate("物流管理")),
            "contact",
            "{\"name\":\"%s\",\"phone\":\"%s\"}".formatted(NAME, PHONE));
    private final String path = "/api/v1/responses/" + UUID.randomUUID();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void showsContactsToTheOfficeOnlyAndRecordsEveryAccess() {
        service.wechatUser().put(path, sheet).expect(201);
        var contacts = province.office().get(province.path() + "/contacts").expect(200);
        assertThat(contacts.json().size()).isEqualTo(1);
        assertThat(contacts.string("0.name")).isEqualTo(NAME);
        assertThat(contacts.string("0.phone")).isEqualTo(PHONE);
        assertThat(contacts.string("0.school")).isEqualTo("甲校");
        assertThat(contacts.header("cache-control")).isEqualTo("no-store");
        assertThat(province.office().get("/api/v1/audit").expect(200).list("items"))
                .anyMatch(
                        row -> row.get("action").getStringValue().equals("contacts-viewed")
                                && row.get("target").getStringValue().equals(province.id()));
        assertThat(province.office().get(province.path() + "/results?role=TEACHER").expect(200).text())
                .doesNotContain(NAME, PHONE);
    }

    @Test
    void storesNothingThatIdentifiesTheRespondent() {
        var openid = "openid-that-nobody-must-find-" + UUID.randomUUID();
        service.wechatUser(openid).put(path, sheet).expect(201);
        assertThat(database.allContent()).contains("甲校").doesNotContain(NAME, PHONE, openid);
    }

    @Test
    void letsOnlyTheRespondentWithdrawTheContact() {
        var teacher = service.wechatUser();
        var first = teacher.put(path, sheet).expect(201);
        service.wechatUser().delete(path + "/contact").expectProblem(404, "not-found");
        service.stranger().delete(path + "/contact").expectProblem(401, "unauthorized");
        assertThat(province.office().delete(path + "/contact").status()).isIn(401, 403);
        teacher.delete("/api/v1/responses/" + UUID.randomUUID() + "/contact").expectProblem(404, "not-found");
        teacher.delete(path + "/contact").expect(204);
        assertThat(province.office().get(province.path() + "/contacts").expect(200).json().size()).isZero();
        teacher.delete(path + "/contact").expectProblem(404, "not-found");
        assertThat(teacher.put(path, sheet).expect(200).json()).as("a late retry does not restore the contact")
                .isEqualTo(first.json());
        assertThat(province.office().get(province.path() + "/contacts").expect(200).json().size()).isZero();
    }
}
