package io.github.certpulse.ceiling;

import io.github.certpulse.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An nginx that serves a file, as fast as it can.
public final class Nginx implements AutoCloseable {
    private static final String CONFIGURATION = """
            daemon off;
            worker_processes auto;
            %s
            pid nginx.pid;
            error_log error.log;
            events { worker_connections 1024; }
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              keepalive_requests 1000000000;
              open_file_cache max=10 inactive=1h;
              open_file_cache_valid 1h;
              default_type application/json;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              server { listen 127.0.0.1:%d; root files; }
            }
            """;
    private static final int ATTEMPTS = 200;
    private static final long MILLIS_BETWEEN = 20;
    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// The program; empty where it is not installed.
    public static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param directory an empty directory for its files
    /// @param path      of the file in addresses, without a leading slash
    public static Nginx start(Path program, Path directory, String path, byte[] content) {
        try {
            var port = Ports.free();
            var file = directory.resolve("files").resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            // The workers of a root's nginx would run as somebody who may not read the file.
            var user = System.getProperty("user.name").equals("root") ? "user root;" : "";
            Files.writeString(directory.resolve("nginx.conf"), CONFIGURATION.formatted(user, port));
            var process = new ProcessBuilder(
                    program.toString(),
                    "-p",
                    directory.toAbsolutePath().toString(),
                    "-c",
                    "nginx.conf").redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            await(port);
            return new Nginx(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(int port) throws IOException {
        for (var attempt = 1;; attempt++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                if (attempt == ATTEMPTS) {
                    throw notYet;
                }
                sleep();
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(MILLIS_BETWEEN);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
