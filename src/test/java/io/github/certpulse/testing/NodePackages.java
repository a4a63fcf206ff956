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

/// The packages from the npm registry that tests need: WeChat's simulator, ESLint, linters of interfaces' descriptions
/// and TypeScript, in the versions of the mini program's `package-lock.json`. The machine's npm installs them below
/// `target`, once for each lock file. The tests run with the build's Node.js.
///
/// @param folder the folder with the packages
public record NodePackages(Path folder) {
    private static final Path PROGRAM = Path.of("src/miniprogram");
    private static final List<String> PINS = List.of("package.json", "package-lock.json", ".npmrc");
    private static final int SECONDS = 300;

    /// Installs missing packages. Without npm or the registry the test is skipped with a message. The test fails where
    /// the registry returns another content than the lock file states.
    public static synchronized NodePackages installed() {
        try {
            var home =
                    Path.of(System.getProperty("certpulse.test.packages", "target/packages"), key()).toAbsolutePath();
            if (!Files.exists(home)) {
                // The folder gets its name only when complete; npm clears the rest of an interrupted run.
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
        var logFile = folder.resolve("npm.log");
        var npm = npm(folder, logFile);
        var ended = await(npm);
        var log = Files.readString(logFile);
        assertThat(log).as("npm's messages about the lock file and the packages")
                .doesNotContain("EUSAGE", "EINTEGRITY");
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

    /// Skips the test and prints the reason, because a report shows only the number of skipped tests.
    // Declared like JUnit's method that it calls.
    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T skip(String why) {
        var words = "Tests that need packages from the npm registry are skipped: " + why;
        System.err.println(words);
        return abort(words);
    }
}
