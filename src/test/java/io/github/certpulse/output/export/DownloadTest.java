package io.github.certpulse.output.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Downloads over a plain socket, byte by byte.
class DownloadTest {
    private static final String PATH = "/downloads-under-test";
    private static final byte[] LINE = "0,1,0,1,2,98,99\r\n".repeat(600).getBytes(ISO_8859_1);
    private static TestService service;
    private static WrittenByTests written;

    @BeforeAll
    static void start() {
        service = TestService.start(
                TestServers.shared().databasePort(),
                TestServers.shared().redisPort(),
                Map.of("downloads-under-test", true));
        written = service.bean(WrittenByTests.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void arriveWholeWithAChineseName() {
        written.write((out, _) -> {
            for (var i = 0; i < 1000; i++) {
                out.write(LINE);
            }
            out.write('x');
        });
        var reply = service.stranger().get(PATH).expect(200);
        assertThat(reply.body()).hasSize(1000 * LINE.length + 1).endsWith('x');
        assertThat(reply.header("content-disposition")).isEqualTo(
                "attachment; filename=\"test.csv\"; "
                        + "filename*=UTF-8''%E6%B9%96%E5%8C%971%2BX%E7%9B%91%E6%B5%8B-%E5%9B%9E%E7%AD%94.csv");
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.header("content-type")).isEqualTo("text/csv;charset=UTF-8");
    }

    @Test
    void beginBeforeTheyAreWrittenCompletely() throws IOException {
        var received = new CountDownLatch(1);
        written.write((out, _) -> {
            out.write('a');
            out.flush();
            assertThat(received.await(20, TimeUnit.SECONDS)).isTrue();
            out.write('z');
        });
        try (var socket = PlainDownload.request(service, PATH)) {
            var in = socket.getInputStream();
            assertThat(PlainDownload.head(in)).startsWith("HTTP/1.1 200").contains("transfer-encoding: chunked");
            assertThat(new String(in.readNBytes(4), ISO_8859_1)).isEqualTo("1\r\na");
            received.countDown();
            assertThat(new String(in.readNBytes(13), ISO_8859_1)).isEqualTo("\r\n1\r\nz\r\n0\r\n\r\n");
        }
    }

    @Test
    void lackTheLastChunkWhenTheWritingFails() throws IOException {
        written.write((out, _) -> {
            out.write(LINE);
            out.flush();
            throw new SQLException("the cursor broke");
        });
        try (var socket = PlainDownload.request(service, PATH)) {
            var all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(all).startsWith("HTTP/1.1 200").contains("0,1,0,1,2,98,99").doesNotContain("the cursor broke");
            assertThat(all).doesNotContain("\r\n0\r\n");
        }
        assertThatThrownBy(() -> service.stranger().get(PATH)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void lackTheLastChunkWhenTheWritingFailsAtOnce() throws IOException {
        written.write((_, _) -> {
            throw new SQLTransientConnectionException("no connection to be had");
        });
        try (var socket = PlainDownload.request(service, PATH)) {
            var all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(all).startsWith("HTTP/1.1 200")
                    .endsWith("\r\n\r\n")
                    .doesNotEndWith("0\r\n\r\n")
                    .doesNotContain("content-length");
        }
    }

    @Test
    void sendTheirHeadBeforeTheFirstByteOfTheBody() throws IOException {
        var received = new CountDownLatch(1);
        written.write((_, _) -> assertThat(received.await(20, TimeUnit.SECONDS)).isTrue());
        try (var socket = PlainDownload.request(service, PATH)) {
            assertThat(PlainDownload.head(socket.getInputStream())).startsWith("HTTP/1.1 200");
            received.countDown();
            assertThat(new String(socket.getInputStream().readNBytes(5), ISO_8859_1)).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void waitForASlowClientInsteadOfFillingMemory() throws Exception {
        var handedOver = new AtomicLong();
        written.write((out, _) -> {
            while (true) {
                out.write(LINE);
                handedOver.addAndGet(LINE.length);
            }
        });
        try (var socket = PlainDownload.request(service, PATH)) {
            PlainDownload.head(socket.getInputStream());
            var before = new AtomicLong(-1);
            Awaitility.await()
                    .pollInterval(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> before.getAndSet(handedOver.get()) == handedOver.get());
            // What fills the sockets' buffers lies with the kernel; the rest lies in our memory.
            assertThat(before.get()).isLessThan(12 * 1024 * 1024);
            socket.getInputStream().skipNBytes(32 * 1024 * 1024);
            assertThat(handedOver.get()).isGreaterThan(before.get());
        }
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> written.running() == 0);
    }

    @Test
    void endAtTheNextPieceAfterTheClientDisconnects() throws Exception {
        var how = new AtomicReference<Throwable>();
        var interrupted = new AtomicBoolean();
        written.write((out, _) -> {
            try {
                while (true) {
                    out.write(LINE);
                    out.flush();
                }
            } catch (IOException e) {
                how.set(e);
                // An interrupt would close the connection to the database.
                interrupted.set(Thread.currentThread().isInterrupted());
                throw e;
            }
        });
        try (var socket = PlainDownload.request(service, PATH)) {
            PlainDownload.head(socket.getInputStream());
            socket.getInputStream().read();
        }
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> written.running() == 0);
        assertThat(how.get()).hasMessageContaining("disconnected");
        assertThat(interrupted).isFalse();
    }

    @Test
    void areRefusedWhenAllPlacesAreTaken() throws Exception {
        var closed = new CountDownLatch(1);
        written.write((out, _) -> {
            out.write('a');
            out.flush();
            closed.await();
            while (true) {
                out.write(LINE);
            }
        });
        var sockets = new ArrayList<Socket>();
        for (var i = 0; i < Downloads.MAX_CONCURRENT; i++) {
            sockets.add(PlainDownload.request(service, PATH));
            PlainDownload.head(sockets.getLast().getInputStream());
        }
        assertThat(service.stranger().get(PATH).expectProblem(429, "too-many-requests").header("retry-after"))
                .isNotEmpty();
        for (var socket : sockets) {
            socket.close();
        }
        closed.countDown();
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> written.running() == 0);
        written.write((out, _) -> out.write('b'));
        assertThat(service.stranger().get(PATH).expect(200).text()).isEqualTo("b");
    }

    @Test
    void takeNoMorePlacesWhereManyBeginAtOnce() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var full = new CountDownLatch(Downloads.MAX_CONCURRENT);
        written.write((out, _) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            full.await();
            now.decrementAndGet();
            out.write('c');
        });
        var people = Collections.nCopies(4 * Downloads.MAX_CONCURRENT, service.stranger());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = threads.invokeAll(
                    people.stream().<Callable<Integer>>map(person -> () -> person.get(PATH).status()).toList());
            for (var reply : replies) {
                assertThat(reply.get()).isIn(200, 429);
            }
        }
        assertThat(most.get()).isEqualTo(Downloads.MAX_CONCURRENT);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> written.running() == 0);
    }

    @Test
    void areRecognisablyIncompleteWhereTheyAreCompressed() throws IOException {
        written.write((out, _) -> {
            out.write(LINE);
            out.flush();
            throw new SQLException("the cursor broke");
        });
        var request = service.stranger()
                .request("GET", PATH, java.net.http.HttpRequest.BodyPublishers.noBody(), "Accept-Encoding", "gzip");
        assertThatThrownBy(() -> {
            try (
                    var in = new GZIPInputStream(
                            service.stranger()
                                    .client()
                                    .send(request, java.net.http.HttpResponse.BodyHandlers.ofInputStream())
                                    .body())) {
                in.readAllBytes();
            }
        }).isInstanceOf(IOException.class);
    }
}
