package io.github.certpulse.intake.submission;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.submission.Attempt.Sender;
import io.github.certpulse.intake.submission.SubmissionResult.Stored;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.testing.ForcedNode;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two replicas that make ids with the same node, which should never happen: every sheet is stored anyway.
class SameNodeTest {
    private static final String SCHOOL = "恩施职业技术学院";
    private static final int SHEETS = 4000;
    private static final String NODES = """
            select count(distinct (seq >> 12) & 1023) from response where certificate_id = ?""";
    private static final Map<String, Object> SAME_NODE = Map.of(ForcedNode.SETTING, 7, "certpulse.rate-limits", "off");
    private static TestService first;
    private static TestService second;
    private final Province province = Province.with(first, SCHOOL + ",高职,恩施州,,,物流管理,中级,120");
    private final Province.School school = province.school(SCHOOL);
    private final String certificate = school.certificate("物流管理");

    @BeforeAll
    static void start() {
        var servers = TestServers.shared();
        first = TestService.start(servers.databasePort(), servers.redisPort(), SAME_NODE);
        second = TestService.start(servers.databasePort(), first.database(), servers.redisPort(), SAME_NODE);
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @Test
    void storesEverySheetOnce() {
        assertThat(results(SHEETS)).allMatch(Stored.class::isInstance);
        assertStored(SHEETS);
    }

    @Test
    void storesEverySheetOnceWhileAClockIsSetBack() {
        assertThat(results(SHEETS / 4)).allMatch(Stored.class::isInstance);
        second.clock().moveOn(Duration.ofHours(-1));
        try {
            assertThat(results(SHEETS / 4)).allMatch(Stored.class::isInstance);
        } finally {
            second.clock().reset();
        }
        assertStored(SHEETS / 2);
    }

    /// The replies to so many persons who hand in their sheets at both replicas.
    private List<SubmissionResult> results(int sheets) {
        var sheet = SubmittedSheet.read(Json.canonical(Sheets.teacher(school, certificate)));
        var replicas = List.of(first.bean(Submissions.class), second.bean(Submissions.class));
        try (var threads = Executors.newFixedThreadPool(32, Thread.ofVirtual().factory())) {
            return IntStream.range(0, sheets)
                    .mapToObj(number -> replicas.get(number % 2))
                    .map(replica -> CompletableFuture.supplyAsync(() -> submit(replica, sheet), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static SubmissionResult submit(Submissions replica, SubmittedSheet sheet) {
        var person = Base64.getUrlEncoder().encodeToString(UUID.randomUUID().toString().getBytes(US_ASCII));
        var sender = new Sender(new Respondent(person, Channel.WECHAT), "127.0.0.1", Optional.empty());
        return replica.submit(new Attempt(sender, UUID.randomUUID(), sheet))
                .toCompletableFuture()
                .join();
    }

    private void assertStored(int sheets) {
        try (var database = TestDatabase.of(first)) {
            assertThat(database.rows(certificate)).isEqualTo(sheets);
            var nodes = database.number(NODES, TestDatabase.id(certificate));
            assertThat(nodes).isOne();
        }
    }
}
