package io.github.certpulse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import redis.embedded.RedisServer;

/// A real Redis on a free port of the loopback interface. What it holds is kept too, though nothing depends on that.
final class EmbeddedRedis {
    private final int port;

    private EmbeddedRedis(int port) {
        this.port = port;
    }

    static EmbeddedRedis start(DataDirectory home) {
        try {
            var port = freePort();
            var directory = Files.createDirectories(home.resolve("redis"));
            var server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("dir " + quoted(directory.toString()))
                    .setting("pidfile " + quoted(home.resolve("redis.pid").toString()))
                    .setting("save 60 1")
                    .build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return new EmbeddedRedis(port);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded Redis does not start", e);
        }
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String value) {
        return '"' + value + '"';
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
