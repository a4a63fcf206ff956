package io.github.certpulse.faults.server;

import io.github.certpulse.faults.server.ServerProcess.Command;
import io.github.certpulse.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/// A Redis from its Maven artifact. It keeps nothing on disk: whatever is in it can be counted again.
public record RedisProcess(ServerProcess process, int port) {
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MILLIS_TO_ANSWER = 2000;

    /// A Redis that is not started yet.
    public static RedisProcess with(RunDirectory run, String name) {
        var home = run.directory(name);
        var port = Ports.free();
        try {
            var program = ExecutableProvider.newJarResourceProvider(run.directory("redis").toFile()).get();
            var words = List.of(
                    program.getAbsolutePath(),
                    "--port",
                    Integer.toString(port),
                    "--bind",
                    "127.0.0.1",
                    "--save",
                    "",
                    "--dir",
                    home.toString());
            var command = new Command(words, Map.of(), home, home.resolve("output.log"));
            return new RedisProcess(new ServerProcess(run, name, command, () -> answers(port)), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(MILLIS_TO_ANSWER);
            socket.getOutputStream().write(PING);
            return socket.getInputStream().read() == '+';
        } catch (IOException notYet) {
            return false;
        }
    }
}
