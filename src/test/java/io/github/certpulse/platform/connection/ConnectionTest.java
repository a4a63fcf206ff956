package io.github.certpulse.platform.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.body.BodyLimits;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.TestService;
import io.micronaut.http.server.netty.handler.PipeliningServerHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// How long a connection waits for its client, on a clock of the test's own.
@Fast
class ConnectionTest {
    private static final ConnectionLimits LIMITS =
            new ConnectionLimits(
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    1024,
                    Duration.ofHours(1));
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 65536\r\n\r\n";
    private final WaitingRoute route = new WaitingRoute();
    private final EmbeddedChannel channel = open();

    @Test
    void hasLimitsThatASlowPhoneLineKeeps() {
        var limits = TestService.shared().bean(ConnectionLimits.class);
        assertThat(limits).isEqualTo(LIMITS);
        // 20 kbit/s, the slowest of GPRS: a sheet of the greatest length, and a roster of 5 MB.
        assertThat(limits.isTooSlow(64 * 1024 / 2500, 64 * 1024)).isFalse();
        assertThat(limits.isTooSlow(5_000_000 / 2500, 5_000_000)).isFalse();
        assertThat(limits.isTooSlow(30, 0)).isFalse();
        assertThat(limits.isTooSlow(31, 1023)).isTrue();
        assertThat(limits.isTooSlow(31, 1024)).isFalse();
        assertThat(limits.isTooSlow(3600, 24_000_000)).isFalse();
        assertThat(limits.isTooSlow(3601, 24_000_000)).isTrue();
    }

    @Test
    void closesAConnectionThatIsNeverUsed() {
        pass(75);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(sent()).isEmpty();
    }

    @Test
    void closesAConnectionThatIsNoLongerUsed() {
        pass(70);
        receive(GET);
        route.answer();
        pass(75);
        assertThat(channel.isOpen()).isTrue();
        receive(GET);
        route.answer();
        pass(76);
        assertThat(channel.isOpen()).isFalse();
        assertThat(sent().split("HTTP/1.1 200", -1)).hasSize(3);
    }

    @Test
    void closesWhereAHeadDoesNotEnd() {
        pass(60);
        receive("G");
        for (var second = 0; second < 10; second++) {
            pass(1);
            receive("E");
        }
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(route.requests()).isEmpty();
    }

    @Test
    void countsEachHeadAnew() {
        for (var request = 0; request < 5; request++) {
            receive(GET.substring(0, 10));
            pass(9);
            receive(GET.substring(10));
            route.answer();
        }
        assertThat(channel.isOpen()).isTrue();
        assertThat(sent().split("HTTP/1.1 200", -1)).hasSize(6);
    }

    @Test
    void endsABodyThatStopsWithAProblem() {
        receive(POST);
        pass(30);
        assertThat(route.failure()).isEmpty();
        pass(1);
        assertThat(route.failure()).hasValueSatisfying(
                failure -> assertThat(failure).hasRootCauseMessage("too-slow"));
        route.answer();
        assertThat(channel.isOpen()).isFalse();
        assertThat(sent()).containsIgnoringCase("connection: close");
    }

    @Test
    void endsABodyThatComesTooSlowly() {
        receive(POST);
        var seconds = 0;
        while (route.failure().isEmpty()) {
            receive("a".repeat(500));
            pass(1);
            seconds++;
        }
        // Each second takes half a second of the 30 that a body has besides its pace.
        assertThat(seconds).isBetween(58, 60);
    }

    @Test
    void acceptsABodyThatComesSlowly() {
        receive(POST);
        for (var kib = 0; kib < 64; kib++) {
            pass(1);
            receive("a".repeat(1024));
        }
        assertThat(route.failure()).isEmpty();
        route.answer();
        assertThat(channel.isOpen()).isTrue();
        assertThat(sent()).startsWith("HTTP/1.1 200");
    }

    @Test
    void waitsForTheServiceAsLongAsItTakes() {
        receive(GET);
        pass(4000);
        assertThat(channel.isOpen()).isTrue();
        route.answer();
        assertThat(channel.isOpen()).isTrue();
    }

    /// A stream of events begins its answer and does not end it.
    @Test
    void keepsAnAnswerThatDoesNotEnd() {
        receive(GET);
        route.beginAnswer();
        channel.flush();
        pass(4000);
        assertThat(channel.isOpen()).isTrue();
        assertThat(sent()).startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesMoreRequestsThanItKeepsWaiting() {
        receive(GET.repeat(RequestDecoder.MAX_UNANSWERED + 2));
        assertThat(route.requests()).hasSize(RequestDecoder.MAX_UNANSWERED + 1);
        assertThat(route.requests().getLast().decoderResult().isFailure()).isTrue();
        assertThat(route.requests().get(RequestDecoder.MAX_UNANSWERED - 1).decoderResult().isFailure()).isFalse();
    }

    @Test
    void takesNoBytesBehindAnOldWebSocketRequest() {
        receive("GET / HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Key1: a\r\nSec-WebSocket-Key2: b\r\n\r\n" + GET + GET);
        assertThat(route.requests()).singleElement().matches(request -> request.decoderResult().isFailure());
    }

    private EmbeddedChannel open() {
        var opened = new EmbeddedChannel();
        opened.freezeTime();
        var codec = new RequestCodec(new HttpDecoderConfig());
        var server = new PipeliningServerHandler(route);
        var connection = new Connection(
                codec,
                server,
                TestService.shared().bean(BodyLimits.class),
                LIMITS,
                new AnswerHeaders(Optional.empty()));
        opened.pipeline().addLast(codec, connection, server);
        return opened;
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
    }

    private void pass(int seconds) {
        for (var second = 0; second < seconds; second++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    private String sent() {
        var text = new StringBuilder();
        for (ByteBuf bytes; (bytes = channel.readOutbound()) != null;) {
            text.append(bytes.toString(ISO_8859_1));
            bytes.release();
        }
        return text.toString();
    }
}
