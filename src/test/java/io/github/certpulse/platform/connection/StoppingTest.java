package io.github.certpulse.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.RawConnection;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// The service is stopped while people use it: what has begun is answered, nothing new begins, and nobody is told of a
/// defect.
class StoppingTest {
    private static final int PEOPLE = 40;
    private final TestServers servers = TestServers.shared();

    @Test
    void answersWhatHasBegunAlthoughTheDatabaseIsSlowAndRefusesNewConnections() throws SQLException {
        try (var service = start(servers.databasePort(), Map.of()); var database = TestDatabase.of(service)) {
            var slow = slowRequest(service, database);

            var stopping = CompletableFuture.runAsync(service::close, Thread::startVirtualThread);

            Awaitility.await().until(() -> refusesConnections(service.url()));
            assertThat(slow).isNotDone();
            assertThat(stopping).isNotDone();
            database.connection().rollback();
            slow.join().expect(200);
            stopping.join();
        }
    }

    /// People come all the time, each with a new connection or with one that stays open.
    @RepeatedTest(2)
    void answersNobodyWith500() {
        try (var proxy = new TestProxy(servers.databasePort()); var service = start(proxy.port(), Map.of())) {
            var office = service.office();
            office.get("/api/v1/audit").expect(200);
            proxy.slowBy(Duration.ofMillis(20));
            var statuses = new ConcurrentLinkedQueue<Integer>();
            var asking = Stream.generate(() -> aside(() -> askUntilItHasStopped(service, office, statuses)))
                    .limit(PEOPLE)
                    .toList();
            Awaitility.await().until(() -> statuses.size() > 3 * PEOPLE);
            service.close();
            asking.forEach(CompletableFuture::join);
            assertThat(statuses).isSubsetOf(200, 503);
        }
    }

    /// The framework does not wait for it, because it learns of it after it has asked all connections to end.
    @Test
    void answersNobodyWhoseConnectionWasAcceptedAtTheLastMoment() {
        try (var service = start(servers.databasePort(), Map.of(LateConnection.PROPERTY, true))) {
            var office = service.office();
            var late = service.bean(LateConnection.class);
            late.holdNext();
            try (var connection = RawConnection.to(service.url())) {
                connection.head(
                        "GET /api/v1/campaigns HTTP/1.1",
                        "Host: localhost",
                        "Authorization: Bearer " + office.token());
                late.awaitAccepted();
                service.close();
                late.release();
                assertThat(answerOf(connection)).isEmpty();
            }
        }
    }

    /// Its connection ends: nobody knows what the database does with it.
    @Test
    void answersARequestThatTakesTooLongNotAtAllOrWith503() throws SQLException {
        var grace = Map.<String, Object>of("micronaut.lifecycle.graceful-shutdown.grace-period", "500ms");
        try (var service = start(servers.databasePort(), grace); var database = TestDatabase.of(service)) {
            var slow = slowRequest(service, database).thenApply(Reply::status).exceptionally(_ -> 503);
            service.close();
            database.connection().rollback();
            assertThat(slow.join()).isEqualTo(503);
        }
    }

    /// A change of a campaign that waits for a lock in the database.
    private static CompletableFuture<Reply> slowRequest(TestService service, TestDatabase database)
            throws SQLException {
        var province = Province.empty(service, "{}");
        database.connection().setAutoCommit(false);
        database.column("select id from campaign where id = ? for update", TestDatabase.id(province.id()));
        var slow = CompletableFuture.supplyAsync(
                () -> province.office().patch(province.path(), "{\"title\":\"改名\"}"),
                Thread::startVirtualThread);
        try (var reader = TestDatabase.of(service)) {
            Awaitility.await().until(() -> reader.number("""
                    select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'""") > 0);
        }
        return slow;
    }

    /// Closed by the service with an end or, where it had not read everything, with a reset.
    private static String answerOf(RawConnection connection) {
        try {
            return connection.rest();
        } catch (UncheckedIOException reset) {
            return "";
        }
    }

    private static boolean refusesConnections(URI service) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), service.getPort())) {
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    private static void askUntilItHasStopped(TestService service, Visitor office, Queue<Integer> statuses) {
        try {
            for (var visitor = office;; visitor = service.stranger().with(office.token())) {
                for (var path : List.of("/api/v1/audit?size=1", "/api/v1/campaigns")) {
                    statuses.add(visitor.get(path).status());
                }
            }
        } catch (UncheckedIOException stopped) {
            // As it should be.
        }
    }

    private static CompletableFuture<Void> aside(Runnable action) {
        return CompletableFuture.runAsync(action, Thread::startVirtualThread);
    }

    private TestService start(int databasePort, Map<String, Object> settings) {
        return TestService.start(databasePort, servers.redisPort(), settings);
    }
}
