package io.github.certpulse.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Secrets;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The operator replaces the service's secret; respondents and the office notice nothing.
class RotationTest {
    private static final String OLD = Secrets.ONE;
    private static final String NEW = Secrets.OTHER;
    private static final String SCHOOL = "甲校";
    private static final String CERTIFICATE = "物流管理";
    private final TestServers servers = TestServers.shared();
    private final String database = servers.newDatabase();

    /// A stored sheet with a contact, and what the service answered before the rotation.
    private record Before(
            Province province,
            Province.School school,
            String path,
            JsonNode sheet,
            JsonNode receipt,
            Visitor teacher,
            String pseudonym,
            Visitor office) {}

    @Test
    void keepsRespondentsReceiptsContactsAndPseudonymsAfterARotation() {
        Before before;
        try (var old = start(OLD, "")) {
            before = answered(old);
        }
        rotateAndDropTheOldSecret(before);
    }

    /// Before lasting keys were stored, they were derived from the secret.
    @Test
    void storesTheDerivedKeysOfAnOlderInstallation() {
        try (var old = start(OLD, "")) {
            Province.with(old, SCHOOL + ",高职,武汉市,,," + CERTIFICATE + ",中级,120");
            deleteKeys(old);
        }
        Before before;
        try (var old = start(OLD, "")) {
            before = answered(old);
            deleteKeys(old);
        }
        rotateAndDropTheOldSecret(before);
    }

    @Test
    void doesNotStartWithASecretThatCannotOpenTheKeys() {
        try (var old = start(OLD, "")) {
            old.office();
        }
        assertThatThrownBy(() -> start(NEW, "").close()).hasStackTraceContaining("CERTPULSE_SECRET_PREVIOUS");
        try (var old = start(OLD, "")) {
            old.office();
        }
    }

    /// The database refuses to change one contact, as if the service had been killed in the middle.
    @Test
    void encryptsTheRestAgainAfterItBrokeOffInTheMiddle() throws SQLException {
        Before before;
        try (var old = start(OLD, "")) {
            before = answered(old);
            for (var person = 0; person < 6; person++) {
                var sheet = Sheets.with(before.sheet(), "contact.name", "\"第%d位\"".formatted(person));
                old.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
            }
            assertThat(old.office().get(before.province().path() + "/contacts").expect(200).json().size())
                    .isEqualTo(7);
        }
        try (var testDatabase = TestDatabase.of(database); var other = TestDatabase.of(database)) {
            var links = testDatabase.column("select hex(link) from left_contact order by link");
            other.connection().setAutoCommit(false);
            other.column("select key_id from left_contact where link = unhex(?) for update", links.get(3));
            var keys = "select distinct key_id from left_contact order by 1";
            try (var rotated = start(NEW, OLD)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> testDatabase.column(keys).size() == 2);
                assertThat(rotated.office().get(before.province().path() + "/contacts").expect(200).json().size())
                        .as("old and new keys open")
                        .isEqualTo(7);
            }
            other.connection().rollback();
            try (var again = start(NEW, OLD)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> testDatabase.column(keys).size() == 1);
                assertThat(again.stranger().get("/prometheus").text())
                        .contains("certpulse_sealed_with_previous_secret 0.0");
            }
            try (var settled = start(NEW, "")) {
                var contacts = settled.office().get(before.province().path() + "/contacts").expect(200);
                assertThat(contacts.json().size()).isEqualTo(7);
                assertThat(contacts.text()).contains("第0位", "第5位", "张老师");
            }
        }
    }

    @Test
    void aContactIsWithdrawnDaysLaterAfterTheRotationByTheSamePersonOnly() {
        Before before;
        String browserPath;
        Visitor browser;
        try (var old = start(OLD, "")) {
            before = answered(old);
            browser = old.browser();
            browserPath = "/api/v1/responses/" + UUID.randomUUID();
            browser.put(browserPath, before.sheet()).expect(201);
        }
        try (var rotated = start(NEW, OLD)) {
            rotated.clock().moveOn(Duration.ofDays(9));
            at(rotated, before.teacher()).delete(before.path() + "/contact").expectProblem(401, "unauthorized");
            rotated.wechatUser("another").delete(before.path() + "/contact").expectProblem(404, "not-found");
            var again = rotated.wechatUser("openid-teacher");
            again.delete(before.path() + "/contact").expect(204);
            again.delete(before.path() + "/contact").expectProblem(404, "not-found");
            // The same browser by its cookie, with a new token.
            var reopened = browser.on(rotated.url());
            reopened.with(reopened.post("/api/v1/web/sessions", "").expect(201).string("accessToken"))
                    .delete(browserPath + "/contact")
                    .expect(204);
            assertThat(rotated.office().get(before.province().path() + "/contacts").expect(200).json().size()).isZero();
        }
    }

    private void rotateAndDropTheOldSecret(Before before) {
        try (var rotated = start(NEW, OLD)) {
            at(rotated, before.office()).get("/api/v1/campaigns").expect(200);
            at(rotated, before.teacher()).put(before.path(), before.sheet()).expect(200);
            assertSame(rotated, before);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(rotated.stranger().get("/prometheus").text())
                                    .contains("certpulse_sealed_with_previous_secret 0.0"));
        }
        try (var settled = start(NEW, "")) {
            at(settled, before.office()).get("/api/v1/campaigns").expectProblem(401, "unauthorized");
            assertSame(settled, before);
            settled.wechatUser("openid-teacher").delete(before.path() + "/contact").expect(204);
        }
    }

    private static void deleteKeys(TestService service) {
        try (var testDatabase = TestDatabase.of(service)) {
            assertThat(testDatabase.change("delete from lasting_key")).isPositive();
        }
    }

    private static Before answered(TestService service) {
        var province = Province.with(service, SCHOOL + ",高职,武汉市,,," + CERTIFICATE + ",中级,120");
        var school = province.school(SCHOOL);
        var sheet = Sheets.with(
                Sheets.teacher(school, school.certificate(CERTIFICATE)),
                "contact",
                "{\"name\":\"张老师\",\"phone\":\"13871234567\"}");
        var path = "/api/v1/responses/" + UUID.randomUUID();
        var teacher = service.wechatUser("openid-teacher");
        var receipt = teacher.put(path, sheet).expect(201).json();
        return new Before(
                province,
                school,
                path,
                sheet,
                receipt,
                teacher,
                pseudonym(province.office(), province),
                province.office());
    }

    private static void assertSame(TestService service, Before before) {
        var teacher = service.wechatUser("openid-teacher");
        assertThat(teacher.put(before.path(), before.sheet()).expect(200).json()).isEqualTo(before.receipt());
        assertThat(
                teacher.get("/api/v1/entries/" + before.school().teacherCode())
                        .expect(200)
                        .at("certificates.0.answered")
                        .getBooleanValue())
                .isTrue();
        teacher.put("/api/v1/responses/" + UUID.randomUUID(), before.sheet()).expectProblem(409, "already-answered");
        var office = service.office();
        assertThat(office.get(before.province().path() + "/contacts").expect(200).string("0.phone"))
                .isEqualTo("13871234567");
        assertThat(pseudonym(office, before.province())).isEqualTo(before.pseudonym());
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(
                                office.get(before.province().path() + "/progress")
                                        .expect(200)
                                        .number("total.teachers.received"))
                                .isOne());
    }

    private static String pseudonym(Visitor office, Province province) {
        var csv = office.get(province.path() + "/exports/responses.csv").expect(200).text();
        return csv.lines().skip(1).findFirst().orElseThrow().split(",")[0];
    }

    private static Visitor at(TestService service, Visitor visitor) {
        return Visitor.at(service.url()).with(visitor.token());
    }

    private TestService start(String secret, String previous) {
        return TestService.start(
                servers.databasePort(),
                database,
                servers.redisPort(),
                Map.of("certpulse.secret", secret, "certpulse.secret-previous", previous));
    }
}
