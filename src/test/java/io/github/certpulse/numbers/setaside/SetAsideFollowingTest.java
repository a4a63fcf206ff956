package io.github.certpulse.numbers.setaside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The numbers follow what is set aside: in every replica, without Redis, and while sheets come in.
class SetAsideFollowingTest {
    private static final String SCHOOL = "甲校";
    private static final String ROW = SCHOOL + ",高职,武汉市,一,,物流管理,中级,120";
    private static final String OTHER = "乙校,本科,襄阳市,二,,老年照护,中级,40";
    private static final Duration FOLLOWED = Duration.ofSeconds(10);
    private static final Duration IN_REPLICAS = Duration.ofSeconds(2);
    private static final String COUNTED = """
            select count(*) from response r
             where r.campaign_id = ? and r.role = 'TEACHER' and not exists (
                   select 1 from set_aside_response a join set_aside s on s.id = a.set_aside_id
                    where a.seq = r.seq and s.responses is not null and s.undone_at is null)""";

    @Test
    void everyReplicaIsRightWithinTwoSecondsAndWithoutRedis() {
        var servers = TestServers.shared();
        var database = servers.newDatabase();
        var uri = "redis://127.0.0.1:" + servers.newRedis();
        var settings = Map.<String, Object>of("certpulse.redis.uri", uri);
        try (
                var first = TestService.start(servers.databasePort(), database, servers.redisPort(), settings);
                var second = TestService.start(servers.databasePort(), database, servers.redisPort(), settings);
                var client = RedisClient.create(uri)) {
            var province = Province.with(first, ROW, OTHER);
            new StoredCrowd(first, province, 5).store(Role.TEACHER, 300);
            var there = second.office();
            awaitReceived(province, there, 300);
            var web =
                    there.get(province.path() + "/results?role=TEACHER&channel=WEB").expect(200).number("respondents");
            assertThat(web).isBetween(50, 150);
            var id = setAside(province, "{\"channel\":\"WEB\"}").expect(200).string("id");
            Awaitility.await().atMost(IN_REPLICAS).until(() -> received(province, there) == 300 - web);
            assertThat(counted(province, there)).isEqualTo(300 - web);
            client.connect().sync().flushall();
            for (var replica : List.of(province.office(), there)) {
                assertThat(received(province, replica)).isEqualTo(300 - web);
            }
            there.delete(province.path() + "/set-aside/" + id).expect(204);
            Awaitility.await().atMost(IN_REPLICAS).until(() -> received(province, province.office()) == 300);
        }
    }

    @Test
    void countsEqualTheDatabaseAfterRacesAndAreNeverAbove() {
        var service = TestService.shared();
        var province = Province.with(service, ROW);
        var school = province.school(SCHOOL);
        var sheet = Sheets.teacher(school, school.certificate("物流管理"));
        var crowd = Crowd.of(service, 60);
        try (var database = TestDatabase.of(service)) {
            crowd.person(0).put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
            var flow = crowd.start(
                    6,
                    (person, _) -> person.put("/api/v1/responses/" + UUID.randomUUID(), sheet));
            var clerks = Stream.of("TEACHER", "TEACHER")
                    .map(
                            role -> CompletableFuture.supplyAsync(
                                    () -> setAside(province, "{\"role\":\"%s\"}".formatted(role)).expect(200),
                                    Thread::startVirtualThread))
                    .toList();
            var campaign = TestDatabase.id(province.id());
            clerks.forEach(CompletableFuture::join);
            for (var look = 0; look < 20; look++) {
                var shown = received(province, province.office());
                assertThat(shown).isLessThanOrEqualTo(database.number(COUNTED, campaign));
            }
            flow.replies();
            Awaitility.await()
                    .atMost(FOLLOWED)
                    .until(() -> received(province, province.office()) == database.number(COUNTED, campaign));
            assertThat(counted(province, province.office())).isEqualTo(database.number(COUNTED, campaign));
            clerks.forEach(
                    each -> province.office()
                            .delete(province.path() + "/set-aside/" + each.join().string("id"))
                            .expect(204));
            awaitReceived(province, province.office(), 60);
        }
    }

    @Test
    void aSampleWithSetAsidesIsRemovedAsAWhole() {
        var service = TestService.start(
                TestServers.shared().databasePort(),
                TestServers.shared().redisPort(),
                Map.of());
        try (service; var database = TestDatabase.of(service)) {
            var office = service.office();
            var sample = office.post("/api/v1/samples", "{\"name\":\"anhui\"}").expect(201).string("id");
            var path = "/api/v1/campaigns/" + sample;
            office.post(path + "/set-aside", "{\"reason\":\"试\",\"filter\":{\"role\":\"TEACHER\"}}").expect(200);
            assertThat(database.number("select count(*) from set_aside_response")).isPositive();
            office.delete(path).expect(204);
            assertThat(database.number("select count(*) from set_aside_response")).isZero();
            assertThat(database.number("select count(*) from set_aside")).isZero();
        }
    }

    private static Reply setAside(Province province, String filter) {
        return province.office()
                .post(
                        province.path() + "/set-aside",
                        "{\"reason\":\"试\",\"filter\":%s}".formatted(filter));
    }

    private static int received(Province province, Visitor person) {
        return Reply.items(person.get(province.path() + "/progress?detail=certificates").expect(200).at("schools"))
                .stream()
                .flatMap(school -> Reply.items(school.get("certificates")).stream())
                .mapToInt(certificate -> Reply.at(certificate, "teachers.received").getIntValue())
                .sum();
    }

    private static int counted(Province province, Visitor person) {
        return person.get(province.path() + "/results?role=TEACHER").expect(200).number("respondents");
    }

    private static void awaitReceived(Province province, Visitor person, int number) {
        Awaitility.await().atMost(FOLLOWED).until(() -> received(province, person) == number);
    }
}
