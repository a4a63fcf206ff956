package io.github.certpulse.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.testing.PrivilegedDatabase;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The service's database user may add rows to the audit trail, and nothing else.
class AuditGrantsTest {
    private static final String PASSWORD = "a password'with quotes";
    private static PrivilegedDatabase server;
    private final String name = TestServers.shared().newDatabase().replace("test", "rights");

    @BeforeAll
    static void start() {
        server = PrivilegedDatabase.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theServiceWorksWithAUserWhoCannotChangeTheTrail() throws SQLException {
        users();
        try (var service = service("certpulse.audit-append-only", "required")) {
            assertThat(metric(service)).contains("certpulse_audit_changeable 0.0");
            assertThat(
                    service.stranger()
                            .get("/health")
                            .expect(200)
                            .at("details.audit.details.appendOnly")
                            .getBooleanValue())
                    .isTrue();
            var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
            var school = province.school("甲校");
            var sheet = Sheets.with(
                    Sheets.teacher(school, school.certificate("物流管理")),
                    "contact",
                    "{\"name\":\"王老师\",\"phone\":\"13871234567\"}");
            service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
            province.change("{\"caps\":{\"perCertificate\":{\"teachers\":500}}}");
            service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
            province.clerk("甲校").get("/api/v1/school/progress").expect(200);
            province.office().get(province.path() + "/contacts").expect(200);
            province.office().get(province.path() + "/exports/responses.csv").expect(200);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(
                            () -> province.office()
                                    .get(province.path() + "/progress")
                                    .expect(200)
                                    .number("total.teachers.received") == 2);
            service.clock().moveOn(Duration.ofDays(31));
            var title = service.office().get(province.path()).expect(200).string("title");
            var confirmed = "{\"title\":\"%s\"}".formatted(title);
            service.office().post(province.path() + "/retention/destruction", confirmed).expect(200);
            service.office().delete(province.path() + "?title=" + title.replace(" ", "%20")).expect(204);
            assertThat(service.office().get("/api/v1/audit").expect(200).number("total")).isGreaterThan(8);
            server.expectUnchangeableTrail(name, "service_" + name, PASSWORD);
        }
    }

    @Test
    void aUserWhoCanChangeTheTrailIsReportedAndRefusedWhereThatIsRequired() throws SQLException {
        users();
        service("certpulse.audit-append-only", "required").close();
        server.run("grant update, delete on `%s`.audit to 'service_%s'@'%%'".formatted(name, name));
        try (var service = service("certpulse.audit-append-only", "warn")) {
            assertThat(metric(service)).contains("certpulse_audit_changeable 1.0");
            assertThat(
                    service.stranger()
                            .get("/health")
                            .expect(200)
                            .at("details.audit.details.appendOnly")
                            .getBooleanValue())
                    .isFalse();
        }
        assertRefused("UPDATE, DELETE");
        server.run("revoke update, delete on `%s`.audit from 'service_%s'@'%%'".formatted(name, name));
        server.run("grant drop on `%s`.* to 'service_%s'@'%%'".formatted(name, name));
        assertRefused("DROP");
        server.run("revoke drop on `%s`.* from 'service_%s'@'%%'".formatted(name, name));
        service("certpulse.audit-append-only", "required").close();
    }

    private void assertRefused(String rights) {
        assertThatThrownBy(() -> service("certpulse.audit-append-only", "required").close())
                .hasStackTraceContaining("The audit trail can be changed: the service's database user has " + rights);
    }

    private static String metric(TestService service) {
        return service.stranger().get("/prometheus").expect(200).text();
    }

    /// As the operator's guide says.
    private void users() throws SQLException {
        var password = PASSWORD.replace("'", "''");
        server.run("create database `%s` character set utf8mb4".formatted(name));
        server.run("create user 'migration_%s'@'%%' identified by '%s'".formatted(name, password));
        server.run("grant all on `%s`.* to 'migration_%s'@'%%' with grant option".formatted(name, name));
        server.run("create user 'service_%s'@'%%' identified by '%s'".formatted(name, password));
        server.run("grant select on `%s`.* to 'service_%s'@'%%'".formatted(name, name));
    }

    private TestService service(String setting, String value) {
        var settings = new HashMap<String, Object>(
                Map.of(
                        "certpulse.database.url",
                        server.url(name),
                        "certpulse.database.user",
                        "service_" + name,
                        "certpulse.database.password",
                        PASSWORD,
                        "certpulse.database.migration.user",
                        "migration_" + name,
                        "certpulse.database.migration.password",
                        PASSWORD,
                        "certpulse.rate-limits",
                        "off"));
        settings.put(setting, value);
        return TestService.start(server.port(), name, TestServers.shared().redisPort(), settings);
    }
}
