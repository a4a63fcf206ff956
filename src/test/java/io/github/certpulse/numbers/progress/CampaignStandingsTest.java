package io.github.certpulse.numbers.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Requests share what they show of a campaign's progress, and see every change at once, on all replicas.
class CampaignStandingsTest {
    private static final String SCHOOL = "黄冈职业技术学院";
    private static final String ROW = SCHOOL + ",高职,黄冈市,,,物流管理,中级,120";
    private static final String SCHOOL_PROGRESS = "/api/v1/school/progress";
    private static final int CALLERS = 64;
    private final TestServers servers = TestServers.shared();
    private final TestService service = TestService.shared();

    @Test
    void showsEveryChangeInTheNextRequestOfEachReplica() {
        try (
                var other =
                        TestService.start(servers.databasePort(), service.database(), servers.redisPort(), Map.of())) {
            var province = Province.with(service, ROW);
            var clerk = province.clerk(SCHOOL);
            var campaign = province.path() + "/progress";
            var offices = List.of(province.office(), at(other, province.office()));
            var clerks = List.of(clerk, at(other, clerk));
            assertAll(offices, campaign, "schools.0.total.teachers.required", "0");
            assertAll(clerks, SCHOOL_PROGRESS, "certificates.0.teachers.required", "5");

            province.change("{\"quota\":{\"perSchool\":{\"teachers\":7},\"perCertificate\":{\"teachers\":3}}}");
            assertAll(offices, campaign, "schools.0.total.teachers.required", "7");
            assertAll(clerks, SCHOOL_PROGRESS, "certificates.0.teachers.required", "3");

            province.importRoster(ROW.replace("中级", "高级"), "乙校,中职,武汉市,,,物流管理,中级,80").expect(200);
            assertAll(offices, campaign, "schools.1.name", "乙校");
            assertAll(offices, province.path() + "/schools", "total", "2");
            assertAll(clerks, SCHOOL_PROGRESS, "certificates.0.level", "高级");

            province.change(
                    "{\"quota\":{\"perSchool\":{\"teachers\":0},\"perCertificate\":{\"teachers\":0,\"students\":0}}}");
            assertAll(offices, campaign, "schoolsMet", "2");
            var declared = clerks.getLast().post("/api/v1/school/completion", "").expect(201).string("completedAt");
            assertAll(offices, campaign, "schools.0.completedAt", declared);
            assertAll(clerks, SCHOOL_PROGRESS, "completedAt", declared);

            var school = province.school(SCHOOL).id();
            offices.getFirst().delete(province.path() + "/schools/" + school + "/completion").expect(204);
            assertAll(offices, campaign, "schools.0.completedAt", "null");
            assertAll(clerks, SCHOOL_PROGRESS, "completedAt", "null");

            offices.getLast().delete(province.path()).expect(204);
            offices.forEach(office -> office.get(campaign).expectProblem(404, "not-found"));
        }
    }

    @Test
    void sendsTheSameCompressedAndPlain() throws IOException {
        var province = Province.with(service, ROW, "乙校,中职,,,,物流管理,中级,80");
        var path = province.path() + "/progress?detail=certificates&quality=unflagged";
        var plain = province.office().get(path).expect(200);
        var compressed = province.office().get(path, "Accept-Encoding", "br, gzip;q=0.5").expect(200);
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(compressed.header("content-encoding")).isEqualTo("gzip");
        assertThat(compressed.headers().allValues("content-encoding")).hasSize(1);
        assertThat(compressed.body()).hasSizeLessThan(plain.body().length);
        for (var reply : List.of(plain, compressed)) {
            assertThat(reply.header("vary")).isEqualToIgnoringCase("Accept-Encoding");
            assertThat(reply.header("content-type")).startsWith("application/json");
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(withoutTime(new Reply(200, plain.headers(), unpacked.readAllBytes())))
                    .isEqualTo(withoutTime(plain));
        }
        assertThat(plain.list("schools.0.certificates")).hasSize(1);
        assertThat(province.office().get(path, "Accept-Encoding", "gzip;q=0").headers().firstValue("content-encoding"))
                .isEmpty();
    }

    @Test
    void saysATimeOfLessThanASecondAgo() {
        var province = Province.with(service, ROW);
        for (var repeat = 0; repeat < 3; repeat++) {
            var before = service.clock().instant().minusSeconds(1);
            var asOf = province.office().get(province.path() + "/progress").expect(200).string("asOf");
            assertThat(OffsetDateTime.parse(asOf).toInstant()).isAfter(before).isBefore(service.clock().instant());
        }
    }

    @Test
    void makesOneStandingForAllWhoWait() throws Exception {
        var province = Province.with(service, ROW);
        var standings = service.bean(CampaignStandings.class);
        var campaign = TestDatabase.id(province.id());
        // The counts are published again now and then, so that the version of the counts changes.
        var last = new AtomicReference<CampaignStanding>();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            var next = standings.ofCampaign(campaign);
            return next == last.getAndSet(next);
        });
        province.change("{\"quota\":{\"perSchool\":{\"teachers\":9}}}");
        var made = Collections.newSetFromMap(new IdentityHashMap<CampaignStanding, Boolean>());
        made.addAll(atOnce(() -> standings.ofCampaign(campaign)));
        assertThat(made).doesNotContain(last.get())
                .hasSizeLessThanOrEqualTo(2)
                .allMatch(standing -> standing.campaign().quotaRule().perSchool().teacher() == 9);
    }

    @Test
    void writesABodyOnceForAllWhoWait() throws Exception {
        var province = Province.with(service, ROW);
        var bodies = service.bean(ProgressBodies.class);
        var standing = service.bean(CampaignStandings.class).ofCampaign(TestDatabase.id(province.id()));
        record View(Quality quality) {}
        var written = new AtomicInteger();
        var all = atOnce(
                () -> bodies
                        .of(standing, new View(Quality.ALL), _ -> Map.of("number", written.incrementAndGet()))
                        .toCompletableFuture()
                        .join());
        assertThat(written.get()).as("once a second").isBetween(1, 2);
        assertThat(all).hasSize(CALLERS);
    }

    private static <T> List<T> atOnce(Callable<T> call) throws Exception {
        var start = new CyclicBarrier(CALLERS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = Collections.<Callable<T>>nCopies(CALLERS, () -> {
                start.await();
                return call.call();
            });
            return threads.invokeAll(calls).stream().map(future -> future.resultNow()).toList();
        }
    }

    private static void assertAll(List<Visitor> people, String path, String place, String value) {
        for (var person : people) {
            var found = person.get(path).expect(200).at(place);
            assertThat(found.isNull() ? "null" : found.coerceStringValue()).as(path + " " + place).isEqualTo(value);
        }
    }

    private static String withoutTime(Reply reply) {
        return reply.text().replaceFirst("\"asOf\":\"[^\"]+\"", "");
    }

    private static Visitor at(TestService replica, Visitor person) {
        return Visitor.at(replica.url()).with(person.token());
    }
}
