package io.github.certpulse.intake.opening;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two replicas answer requests for the same code.
class EntryChangesTest {
    private static final String SCHOOL = "武汉职业技术学院";
    private static final int PEOPLE = 40;
    private static TestService service;
    private static TestService other;
    private final Province province = Province.with(
            service,
            SCHOOL + ",高职,武汉市,,,物流管理,中级,120",
            SCHOOL + ",高职,武汉市,,,老年照护,初级,80");
    private final Province.School school = province.school(SCHOOL);
    private final String path = "/api/v1/entries/" + school.teacherCode();

    @BeforeAll
    static void start() {
        var servers = TestServers.shared();
        service = TestService.start(servers.databasePort(), servers.redisPort(), Map.of());
        other = TestService.start(
                servers.databasePort(),
                service.database(),
                servers.redisPort(),
                Map.of("certpulse.rate-limits", "off"));
    }

    @AfterAll
    static void stop() {
        other.close();
        service.close();
    }

    @AfterEach
    void resetClock() {
        service.clock().reset();
    }

    @Test
    void showInTheNextRequestToEveryReplica() {
        for (var title : List.of("第一次调查", "第二次调查", "第三次调查")) {
            province.change("{\"title\":\"%s\"}".formatted(title));
            for (var replica : List.of(service, other)) {
                var entry = replica.stranger().get(path).expect(200);
                assertThat(entry.string("campaign.title")).isEqualTo(title);
                assertThat(entry.string("privacyNotice")).contains(title);
                assertThat(replica.stranger().get(path, "Accept-Language", "en").string("privacyNotice"))
                        .contains(title, "We keep your answers");
            }
        }
    }

    @Test
    void endAnEntryOnEveryReplicaWhenItsCodeIsReplaced() {
        service.stranger().get(path).expect(200);
        other.stranger().get(path).expect(200);
        province.office()
                .post(province.path() + "/schools/" + school.id() + "/entries/teacher", "")
                .expect(201);
        service.stranger().get(path).expectProblem(404, "entry-unknown");
        other.stranger().get(path).expectProblem(404, "entry-unknown");
    }

    @Test
    void ofTheStateComeWithTimeAlone() {
        var now = Instant.now();
        province.change(
                "{\"opensAt\":\"%s\",\"closesAt\":\"%s\"}"
                        .formatted(now.plus(Duration.ofMinutes(10)), now.plus(Duration.ofMinutes(20))));
        for (var state : List.of("SCHEDULED", "OPEN", "CLOSING", "CLOSED")) {
            assertThat(service.stranger().get(path).expect(200).string("campaign.state")).isEqualTo(state);
            service.clock().moveOn(Duration.ofMinutes(13));
        }
    }

    @Test
    void tellEachOfManyPeopleAtOnceWhatTheyHaveAnswered() {
        var certificate = school.certificate("老年照护");
        var people = Crowd.of(service, PEOPLE);
        people.atOnce((person, number) -> {
            if (number % 2 == 0) {
                person.put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, certificate)).expect(201);
            }
            return person.get(path).expect(200);
        });
        var answered = people.atOnce((person, number) -> {
            var reply = person.get(path).expect(200);
            assertThat(
                    reply.list("certificates")
                            .stream()
                            .map(each -> each.get("answered").getBooleanValue()))
                    .as("person %d", number)
                    .containsExactly(false, number % 2 == 0);
            return reply;
        });
        assertThat(answered).hasSize(PEOPLE);
    }
}
