package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Replicas start and stop while others run.
class SeveralReplicasTest {
    private static final int PEOPLE = 30;
    private final TestServers servers = TestServers.shared();

    @Test
    void startTogetherOnAnEmptyDatabaseAndStopDuringRequests() {
        var database = servers.newDatabase();
        var together = new CyclicBarrier(2);
        var starts = Stream.of(1, 2)
                .map(_ -> CompletableFuture.supplyAsync(() -> start(database, together), Thread::startVirtualThread))
                .toList();
        try (var first = starts.getFirst().join(); var second = starts.getLast().join()) {
            for (var replica : Stream.of(first, second).toList()) {
                replica.stranger().get("/health/readiness").expect(200);
                assertThat(Reply.items(replica.office().get("/api/v1/campaigns").expect(200).json())).hasSize(1);
            }
            var created = second.office().get("/api/v1/audit?action=campaign-created").expect(200);
            assertThat(created.number("total")).isOne();
            var live = openLiveStream(first);
            assertAnswersUntilItHasStopped(first);
            assertThat(live.body()).as("ended completely").isNotEmpty();
            second.office().get("/api/v1/campaigns").expect(200);
        }
    }

    /// Clients get an answer, or 503 with the request to try again, until the replica has stopped.
    private static void assertAnswersUntilItHasStopped(TestService replica) {
        var people = Crowd.of(replica, PEOPLE);
        var statuses = new ConcurrentLinkedQueue<Integer>();
        var code = "/api/v1/entries/" + entry(replica);
        var asking = people.start(PEOPLE, (person, _) -> requestUntilItHasStopped(person, code, statuses));
        Awaitility.await().until(() -> statuses.size() > 10 * PEOPLE);
        replica.close();
        asking.replies();
        assertThat(statuses).isSubsetOf(200, 503);
    }

    private static HttpResponse<Stream<String>> openLiveStream(TestService replica) {
        var clerk = replica.office();
        try {
            var request = clerk.request("GET", campaign(replica) + "/live", BodyPublishers.noBody());
            return clerk.client().send(request, BodyHandlers.ofLines());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Reply requestUntilItHasStopped(Visitor person, String path, Queue<Integer> statuses) {
        try {
            while (true) {
                var reply = person.get(path);
                statuses.add(reply.status());
                if (reply.status() == 503) {
                    reply.expectProblem(503, "database-unavailable").header("retry-after");
                }
            }
        } catch (UncheckedIOException stopped) {
            return null;
        }
    }

    private static String entry(TestService replica) {
        return replica.office().get(campaign(replica) + "/schools").expect(200).string("items.0.entries.teacher");
    }

    private static String campaign(TestService replica) {
        var campaigns = replica.office().get("/api/v1/campaigns").expect(200).json();
        return "/api/v1/campaigns/" + Reply.items(campaigns).getFirst().get("id").getStringValue();
    }

    private TestService start(String database, CyclicBarrier together) {
        try {
            together.await();
            var sample = Map.<String, Object>of("certpulse.sample", "hubei");
            return TestService.start(servers.databasePort(), database, servers.redisPort(), sample);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
