package io.github.certpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// The packages that tests of JavaScript take from the npm registry, WeChat's simulator and ESLint, as the mini
/// program's `package-lock.json` pins them: installed below `target` by the machine's npm, once for each lock. The
/// tests themselves run under the build's own Node.js.
///
/// @param folder holds the packages
public record NodePackages(Path folder) {
    private static final Path PROGRAM = Path.of("src/miniprogram");
    private static final List<String> PINS = List.of("package.json", "package-lock.json", ".npmrc");
    private static final int SECONDS = 120;

    /// Installs what is not there yet. Without npm, or where the registry cannot be reached, the test is skipped and
    /// says so; where the registry gives something else than what is pinned, the test fails.
    public static NodePackages installed() {
        try {
            var home =
                    Path.of(System.getProperty("certpulse.test.packages", "target/packages"), key()).toAbsolutePath();
            if (!Files.exists(home)) {
                // Only what is whole gets the name; npm clears what an interrupted run has left in the other.
                var partial = Files.createDirectories(home.resolveSibling(home.getFileName() + ".partial"));
                install(partial);
                Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return new NodePackages(home.resolve("node_modules"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key() throws IOException {
        var pins = new StringBuilder();
        for (var pin : PINS) {
            pins.append(Files.readString(PROGRAM.resolve(pin)));
        }
        return UUID.nameUUIDFromBytes(pins.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static void install(Path folder) throws IOException {
        for (var pin : PINS) {
            Files.copy(PROGRAM.resolve(pin), folder.resolve(pin), StandardCopyOption.REPLACE_EXISTING);
        }
        var told = folder.resolve("npm.log");
        var npm = npm(folder, told);
        var ended = await(npm);
        var log = Files.readString(told);
        assertThat(log).as("what npm says of the lock and of what it got").doesNotContain("EUSAGE", "EINTEGRITY");
        if (!ended || npm.exitValue() != 0) {
            skip(log);
        }
    }

    private static Process npm(Path folder, Path log) {
        try {
            return new ProcessBuilder(
                    "npm",
                    "ci",
                    "--prefer-offline",
                    "--no-update-notifier",
                    "--fetch-retries=1",
                    "--fetch-retry-mintimeout=1000")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException absent) {
            return skip("there is no npm on the PATH");
        }
    }

    private static boolean await(Process process) {
        try {
            var ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Says on the console too why: a report's count of skipped tests does not.
    // Like the method of JUnit that it calls.
    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T skip(String why) {
        var words = "What needs packages from the npm registry stays untested: " + why;
        System.err.println(words);
        return abort(words);
    }
}
