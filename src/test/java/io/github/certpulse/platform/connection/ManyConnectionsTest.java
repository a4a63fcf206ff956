package io.github.certpulse.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.RawConnection;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many clients that do nothing but hold a connection, and people who use the service meanwhile. More of them:
/// `mvn verify -Dtest=ManyConnectionsTest -Dtest.jvm="-Dcertpulse.test.idle=5000 -Dcertpulse.test.live=2000"`, which
/// needs 15,000 open files (`ulimit -n`).
class ManyConnectionsTest {
    private static final int IDLE = Integer.getInteger("certpulse.test.idle", 500);
    private static final int LIVE = Integer.getInteger("certpulse.test.live", 200);
    private static final Duration MAX_ANSWER = Duration.ofSeconds(2);
    private final TestService service = TestService.shared();
    private final List<RawConnection> connections = new ArrayList<>();

    @AfterEach
    void close() {
        connections.forEach(RawConnection::close);
    }

    @Test
    void answersWhileManyConnectionsAreIdleOrWatch() {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
        var school = province.school("甲校");
        var token = service.office().token();
        for (var i = 0; i < IDLE; i++) {
            open();
        }
        for (var i = 0; i < LIVE; i++) {
            var watching = open().head(
                    "GET " + province.path() + "/live HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer " + token);
            assertThat(watching.answer()).startsWith("HTTP/1.1 200");
        }
        var slowest = Duration.ZERO;
        for (var i = 0; i < 20; i++) {
            var begun = System.nanoTime();
            service.wechatUser()
                    .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("物流管理")))
                    .expect(201);
            var took = Duration.ofNanos(System.nanoTime() - begun);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
        }
        assertThat(slowest).isLessThan(MAX_ANSWER);
        // Everybody who watches learns of it.
        for (var watching : connections.subList(IDLE, IDLE + LIVE)) {
            assertThat(watching.until("event: count")).isNotEmpty();
        }
        System.err.printf(
                "%d idle connections, %d live streams: a login and a sheet took %d ms at most, heap %d MB%n",
                IDLE,
                LIVE,
                slowest.toMillis(),
                usedHeap());
        province.office().get(province.path() + "/progress").expect(200);
    }

    private RawConnection open() {
        var connection = RawConnection.to(service.url());
        connections.add(connection);
        return connection;
    }

    private static long usedHeap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }
}
