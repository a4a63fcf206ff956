package io.github.certpulse.embedded;

import io.github.certpulse.platform.settings.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes the JVM's AOT cache of the service's jar: runs the jar on the embedded servers, lets [OrdinaryDay] send it
/// requests, and ends it, whereupon the JVM writes the cache. Then it starts the jar with the cache, which fails if the
/// JVM cannot use it.
///
/// A cache fits the very jar, libraries and JVM that it was made with.
public final class AotTraining {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final String PASSWORD = "password-of-the-training";
    private final Path java;
    private final Path jar;
    private final DataDirectory home;
    private final EmbeddedDatabase database;
    private final EmbeddedRedis redis;

    private AotTraining(Path java, Path jar, DataDirectory home) {
        this.java = java;
        this.jar = jar;
        this.home = home;
        this.redis = EmbeddedRedis.start(home);
        this.database = EmbeddedDatabase.start(home);
    }

    /// @param args the jar, the cache to be written, a directory for the servers' data, and the program `java` that
    ///     will use the cache, empty where that is the JVM of the training
    public static void main(String[] args) {
        try {
            make(args);
            System.exit(0);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            failure.printStackTrace();
            // Threads of the embedded servers would keep the process alive.
            System.exit(1);
        }
    }

    private static void make(String[] args) throws IOException, InterruptedException {
        var cache = Path.of(args[1]).toAbsolutePath();
        Files.deleteIfExists(cache);
        var home = DataDirectory.open(Path.of(args[2]).toAbsolutePath());
        var own = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var java = args[3].isEmpty() ? own : args[3];
        var training = new AotTraining(Path.of(java), Path.of(args[0]).toAbsolutePath(), home);
        training.run(true, "-XX:AOTCacheOutput=" + cache);
        training.run(false, "-XX:AOTCache=" + cache, "-XX:AOTMode=on");
        System.out.printf("The service starts with %s, %d MB%n", cache, Files.size(cache) >> 20);
    }

    /// Runs the jar until it serves, or until the day is over.
    private void run(boolean wholeDay, String... options) throws IOException, InterruptedException {
        var port = freePort();
        var process = process(port, options).start();
        try {
            var day = new OrdinaryDay("http://localhost:" + port, PASSWORD);
            day.awaitStart(process, TIMEOUT);
            if (wholeDay) {
                day.run();
            }
        } catch (IllegalStateException failed) {
            process.destroyForcibly();
            throw failed;
        }
        process.destroy();
        if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the service does not end");
        }
    }

    private ProcessBuilder process(int port, String... options) {
        var command = new ArrayList<>(List.of(java.toString(), "@" + jar.resolveSibling("certpulse.options")));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", jar.toString()));
        var builder = new ProcessBuilder(command).inheritIO();
        var settings = builder.environment();
        settings.keySet().removeIf(name -> name.startsWith("CERTPULSE_"));
        settings.put(Setting.PORT.variable(), Integer.toString(port));
        settings.put(Setting.DATA_DIR.variable(), home.resolve("service").toString());
        settings.put(Setting.DATABASE_URL.variable(), database.url());
        settings.put(Setting.DATABASE_USER.variable(), "root");
        settings.put(Setting.REDIS_URI.variable(), redis.uri());
        settings.put(Setting.OFFICE_PASSWORD.variable(), PASSWORD);
        settings.put(Setting.RATE_LIMITS.variable(), "off");
        settings.put(Setting.SAMPLE.variable(), "hubei");
        return builder;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
