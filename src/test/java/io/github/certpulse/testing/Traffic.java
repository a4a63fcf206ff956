package io.github.certpulse.testing;

import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// Respondents who log in, open the entry and submit a sheet, one after another, until the test ends.
public final class Traffic implements AutoCloseable {
    private static final int LANES = 3;
    private final ExecutorService threads = Executors.newFixedThreadPool(LANES, Thread.ofVirtual().factory());
    private final AtomicInteger stored = new AtomicInteger();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private volatile long slowestNanos;
    private volatile boolean over;

    private Traffic() {}

    public static Traffic to(TestService service, Province.School school, String certificate) {
        var traffic = new Traffic();
        for (var lane = 0; lane < LANES; lane++) {
            var network = service.stranger();
            traffic.threads.execute(() -> traffic.flow(service, network, school, certificate));
        }
        return traffic;
    }

    /// Sheets that were acknowledged with 201.
    public int stored() {
        return stored.get();
    }

    /// Waits until this many more sheets have been stored.
    public void awaitMore(int sheets) {
        var goal = stored() + sheets;
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> stored() >= goal || !troubles.isEmpty());
    }

    /// The respondents' errors.
    public Queue<String> troubles() {
        return troubles;
    }

    /// The longest time of a submission.
    public Duration slowest() {
        return Duration.ofNanos(slowestNanos);
    }

    private void flow(TestService service, Visitor network, Province.School school, String certificate) {
        try {
            while (!over) {
                var person = service.wechatUser(network, "openid-" + UUID.randomUUID());
                person.get("/api/v1/entries/" + school.teacherCode()).expect(200);
                var start = System.nanoTime();
                person.put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, certificate)).expect(201);
                slowestNanos = Math.max(slowestNanos, System.nanoTime() - start);
                stored.incrementAndGet();
            }
        } catch (RuntimeException | AssertionError e) {
            troubles.add(e.toString());
        }
    }

    /// Waits for the last respondents.
    @Override
    public void close() {
        end();
    }

    /// Like [#close], for a test that checks the results afterwards.
    public void end() {
        over = true;
        threads.shutdown();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
