package io.github.certpulse.numbers.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The answers in memory, compared with the table, whatever happens there.
class AnswersTest {
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(10);
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);
    private final Province province =
            Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120", "甲校,高职,武汉市,,,老年照护,中级,80");
    private final Province.School school = province.school("甲校");
    private final String certificate = school.certificate("物流管理");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void includeEveryAcknowledgedResponseAtOnce() {
        var acknowledged = new AtomicInteger();
        Crowd.of(service, 40).atOnce((person, _) -> {
            person.put(path(), Sheets.teacher(school, certificate)).expect(201);
            var so = acknowledged.incrementAndGet();
            assertThat(respondents(province.office())).isGreaterThanOrEqualTo(so);
            return null;
        });
        assertThat(respondents(province.office())).isEqualTo(40);
    }

    @Test
    void includeAResponseThatBecameVisibleVeryLate() {
        service.wechatUser().put(path(), Sheets.teacher(school, certificate)).expect(201);
        assertThat(respondents(province.office())).isEqualTo(1);
        database.storeUnannounced(certificate, 60);
        Awaitility.await()
                .atMost(AFTER_A_FAULT)
                .untilAsserted(() -> assertThat(respondents(province.office())).isEqualTo(2));
    }

    @Test
    void includeAResponseThatAnotherReplicaHasJustStored() {
        assertThat(respondents(province.office())).isZero();
        database.storeUnannounced(certificate, 0);
        assertThat(respondents(province.office())).isEqualTo(1);
    }

    @Test
    void leaveOutARemovedResponse() {
        var id = UUID.randomUUID();
        service.wechatUser().put("/api/v1/responses/" + id, Sheets.teacher(school, certificate)).expect(201);
        service.wechatUser().put(path(), Sheets.teacher(school, certificate)).expect(201);
        assertThat(respondents(province.office())).isEqualTo(2);
        // Only what is settled is compared.
        assertThat(
                database.change(
                        "update response set stored_at = stored_at - interval 1 minute where campaign_id = ?",
                        TestDatabase.id(province.id())))
                .isEqualTo(2);
        database.change("delete from response where id = unhex(?)", id.toString().replace("-", ""));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20).plus(AFTER_A_FAULT))
                .untilAsserted(() -> assertThat(respondents(province.office())).isEqualTo(1));
    }

    @Test
    void includeACertificateAddedToTheRosterMeanwhile() {
        assertThat(respondents(province.office())).isZero();
        province.importRoster("甲校,高职,襄阳市,,,物流管理,中级,120", "甲校,高职,襄阳市,,,网店运营,中级,80")
                .expect(200);
        var changed = province.school("甲校");
        service.wechatUser().put(path(), Sheets.teacher(changed, changed.certificate("网店运营"))).expect(201);
        assertThat(
                province.office()
                        .get(
                                province.path()
                                        + "/results?role=TEACHER&certificate=%E7%BD%91%E5%BA%97%E8%BF%90%E8%90%A5"
                                        + "&city=%E8%A5%84%E9%98%B3%E5%B8%82")
                        .expect(200)
                        .number("respondents"))
                .isEqualTo(1);
    }

    @Test
    void areTheSameOnEveryReplicaAndAfterARestart() {
        service.wechatUser().put(path(), Sheets.teacher(school, certificate)).expect(201);
        try (
                var replica = TestService.start(
                        TestServers.shared().databasePort(),
                        service.database(),
                        TestServers.shared().redisPort(),
                        Map.of())) {
            var elsewhere = replica.office();
            assertThat(respondents(elsewhere)).isEqualTo(1);
            service.wechatUser().put(path(), Sheets.teacher(school, certificate)).expect(201);
            assertThat(respondents(elsewhere)).isEqualTo(2);
            assertThat(elsewhere.get(province.path() + "/results?role=TEACHER").expect(200).at("questions"))
                    .isEqualTo(
                            province.office()
                                    .get(province.path() + "/results?role=TEACHER")
                                    .expect(200)
                                    .at("questions"));
        }
    }

    private int respondents(Visitor office) {
        return office.get(province.path() + "/results?role=TEACHER").expect(200).number("respondents");
    }

    private static String path() {
        return "/api/v1/responses/" + UUID.randomUUID();
    }
}
