package io.github.certpulse.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `mvn compile exec:exec` as the README has it, with embedded servers and their data in a directory of its own.
public final class EmbeddedStart {
    private static final int SECONDS_TO_END = 60;

    private EmbeddedStart() {}

    /// Starts the service, waits for its first answer, and ends it again. Returns seconds to that answer.
    public static double seconds(Path data, Path output) {
        var port = Ports.free();
        var builder = new ProcessBuilder("mvn", "compile", "exec:exec");
        builder.environment().keySet().removeIf(name -> name.startsWith("CERTPULSE_"));
        builder.environment()
                .putAll(
                        Map.of(
                                "CERTPULSE_PORT",
                                Integer.toString(port),
                                "CERTPULSE_DATA_DIR",
                                data.toAbsolutePath().toString()));
        // Where Maven itself runs on a JDK that is recent enough, it starts the java of the path.
        builder.environment()
                .merge(
                        "PATH",
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        (path, java) -> java + ":" + path);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        try {
            var start = System.nanoTime();
            var maven = builder.start();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> maven.descendants().forEach(ProcessHandle::destroy)));
            try {
                FirstAnswer.await(maven, port);
                return (System.nanoTime() - start) / 1e9;
            } finally {
                end(maven);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the service first, which stops its servers; Maven ends after it.
    private static void end(Process maven) {
        var service = maven.children().toList();
        service.forEach(ProcessHandle::destroy);
        try {
            if (!maven.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                maven.descendants().forEach(ProcessHandle::destroy);
                maven.destroy();
                maven.waitFor();
            }
            // Only then the next service may use the same data.
            service.forEach(process -> process.onExit().join());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
