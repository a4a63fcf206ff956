package io.github.certpulse.intake.siteword;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.time.Time;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.SiteWordRules;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The site word changes at midnight in China. The clock of this service is moved.
class SiteWordDayTest {
    private static TestService service;

    @BeforeAll
    static void start() {
        var servers = TestServers.shared();
        service = TestService.start(servers.databasePort(), servers.redisPort(), Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void changesAtMidnightInChinaAndTheOldOneIsTakenForHalfAnHour() {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
        var school = province.school("甲校");
        var sheet = Sheets.teacher(school, school.certificate("物流管理"));
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        var first = province.openAccounts().get("甲校");
        var clerk = service.signedInWithOwnPassword(first.get(0), first.get(1));
        var shown = clerk.get("/api/v1/school/site-words").expect(200);
        var old = shown.string("items.0.word");
        var midnight = LocalDate.ofInstant(service.clock().instant(), Time.ZONE).plusDays(1).atStartOfDay(Time.ZONE);
        assertThat(Instant.from(java.time.OffsetDateTime.parse(shown.string("items.0.changesAt"))))
                .isEqualTo(midnight.toInstant());

        moveTo(midnight.toInstant().minusSeconds(60));
        assertThat(wordNow(province, school)).isEqualTo(old);
        handIn(SiteWordRules.with(sheet, old), 201);

        moveTo(midnight.toInstant().plusSeconds(1));
        var current = wordNow(province, school);
        assertThat(current).isNotEqualTo(old);
        handIn(SiteWordRules.with(sheet, current), 201);
        handIn(SiteWordRules.with(sheet, old), 201);

        moveTo(midnight.toInstant().plus(SiteWords.GRACE).minusSeconds(30));
        handIn(SiteWordRules.with(sheet, old), 201);
        moveTo(midnight.toInstant().plus(SiteWords.GRACE).plusSeconds(1));
        handIn(SiteWordRules.with(sheet, old), 403);
        handIn(SiteWordRules.with(sheet, current), 201);
    }

    private static void moveTo(Instant moment) {
        service.clock().moveOn(Duration.between(service.clock().instant(), moment));
    }

    /// From the office, which signs in again because its token may have ended.
    private static String wordNow(Province province, Province.School school) {
        return service.office()
                .get(province.path() + "/schools/" + school.id() + "/site-words")
                .expect(200)
                .string("items.0.word");
    }

    private static void handIn(JsonNode sheet, int status) {
        service.browser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(status);
    }
}
