package io.github.certpulse.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/// Starts a real MySQL 8 from an unpacked distribution, for one test run.
final class MySqlServer {
    private final int port;
    private final long pid;

    private MySqlServer(int port, long pid) {
        this.port = port;
        this.pid = pid;
    }

    static MySqlServer start(Path unpacked) {
        try (var found = Files.walk(unpacked, 4)) {
            var home =
                    found.filter(file -> file.endsWith("bin/mysqld")).findFirst().orElseThrow().getParent().getParent();
            var data = Files.createTempDirectory(unpacked, "data");
            try (var executables = Files.list(home.resolve("bin"))) {
                executables.forEach(file -> file.toFile().setExecutable(true));
            }
            run(home, List.of("--no-defaults", "--initialize-insecure", "--user=root", "--datadir=" + data)).waitFor();
            var init = Files.writeString(
                    data.resolveSibling("init.sql"),
                    "create user if not exists root@127.0.0.1; grant all on *.* to root@127.0.0.1 with grant option;");
            var port = freePort();
            var server = run(
                    home,
                    List.of(
                            "--no-defaults",
                            "--user=root",
                            "--datadir=" + data,
                            "--port=" + port,
                            "--bind-address=127.0.0.1",
                            "--mysqlx=OFF",
                            "--socket=" + data.resolve("s"),
                            "--init-file=" + init,
                            "--skip-name-resolve",
                            "--default-time-zone=+00:00"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> listens(port));
            return new MySqlServer(port, server.pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return pid;
    }

    private static Process run(Path home, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(home.resolve("bin/mysqld").toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(new File(home.toFile(), "mysqld.log"));
        builder.environment().put("LD_LIBRARY_PATH", home.resolve("lib/private").toString());
        return builder.start();
    }

    private static boolean listens(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
