package io.github.certpulse.machine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/// Waits until a service that was just started answers that it is ready.
public final class FirstAnswer {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long MILLIS_BETWEEN = 10;
    private static final int MILLIS_TO_ANSWER = 5000;
    private static final int STATUS_LINE_BYTES = 12;
    private static final byte[] REQUEST =
            "GET /health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1);

    private FirstAnswer() {}

    /// Returns when the first 200 has come.
    ///
    /// @throws IllegalStateException where the process ends before, or needs more than two minutes
    static void await(Process process, int port) {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!isReady(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The service does not start: " + process.info());
            }
            try {
                Thread.sleep(MILLIS_BETWEEN);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Whether the service at this port answers that it is ready.
    public static boolean isReady(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(MILLIS_TO_ANSWER);
            socket.getOutputStream().write(REQUEST);
            return new String(socket.getInputStream().readNBytes(STATUS_LINE_BYTES), ISO_8859_1).endsWith("200");
        } catch (IOException notYet) {
            return false;
        }
    }
}
