package io.github.certpulse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/// A real Redis on a free port of the loopback interface. Its data survive restarts, although nothing depends on them.
public final class EmbeddedRedis {
    private final RedisServer server;

    private EmbeddedRedis(RedisServer server) {
        this.server = server;
    }

    public static EmbeddedRedis start(DataDirectory home) {
        try {
            var port = freePort();
            var directory = Files.createDirectories(home.resolve("redis"));
            var server = RedisServer.newRedisServer()
                    .executableProvider(
                            ExecutableProvider
                                    .newJarResourceProvider(Files.createDirectories(home.resolve("tmp")).toFile()))
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("dir " + quoted(directory.toString()))
                    .setting("pidfile " + quoted(home.resolve("redis.pid").toString()))
                    .setting("save 60 1")
                    .build();
            server.start();
            var redis = new EmbeddedRedis(server);
            Runtime.getRuntime().addShutdownHook(new Thread(redis::stop));
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded Redis does not start", e);
        }
    }

    public String uri() {
        return "redis://127.0.0.1:" + server.ports().getFirst();
    }

    private void stop() {
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
