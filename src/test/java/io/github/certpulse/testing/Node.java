package io.github.certpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Runs JavaScript with the Node.js that the build unpacks from Playwright's driver, so the machine needs none.
public final class Node {
    private static final int SECONDS = 120;
    private static final Pattern PASSED = Pattern.compile("(?m)^# pass (\\d+)$");

    private Node() {}

    /// The output of a script; fails where the script does.
    public static String run(Path script, String... arguments) {
        return start(Map.of(), Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList());
    }

    /// Runs the `.test.js` files of a folder with Node's test runner; fails where a test fails.
    ///
    /// @return the number of passed tests
    public static int test(Path folder) {
        return test(folder, Map.of());
    }

    /// The same for tests that require packages.
    public static int test(Path folder, NodePackages packages) {
        return test(folder, packages, Map.of());
    }

    /// The same with further environment variables.
    public static int test(Path folder, NodePackages packages, Map<String, String> further) {
        var environment = new HashMap<>(further);
        environment.put("NODE_PATH", packages.folder().toString());
        return test(folder, environment);
    }

    private static int test(Path folder, Map<String, String> environment) {
        try (var files = Files.list(folder)) {
            var tests = files.map(Path::toString).filter(name -> name.endsWith(".test.js")).sorted().toList();
            assertThat(tests).as("tests in " + folder).isNotEmpty();
            var text = start(
                    environment,
                    Stream.concat(Stream.of("--test", "--test-reporter=tap"), tests.stream()).toList());
            var passed = PASSED.matcher(text);
            assertThat(passed.find()).as(text).isTrue();
            return Integer.parseInt(passed.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String start(Map<String, String> environment, List<String> arguments) {
        try {
            var output = Files.createTempFile("node", ".out");
            var errors = Files.createTempFile("node", ".err");
            var command = new ArrayList<>(List.of(executable().toString()));
            command.addAll(arguments);
            var builder = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            var text = Files.readString(output);
            var errorText = Files.readString(errors);
            assertThat(process.exitValue()).as(() -> text + errorText).isZero();
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path executable() {
        var home = Path.of(System.getProperty("certpulse.test.node", "target/driver/linux"));
        var node = Files.exists(home.resolve("node.exe")) ? home.resolve("node.exe") : home.resolve("node");
        assertThat(node).as("Node.js, which the build unpacks in the phase generate-test-resources").exists();
        node.toFile().setExecutable(true);
        return node;
    }
}
