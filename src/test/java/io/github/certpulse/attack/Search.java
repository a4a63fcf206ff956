package io.github.certpulse.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A search by Jazzer in a process of its own, because it instruments one test in a JVM.
///
/// @param found  whether an input broke the test
/// @param output what Jazzer wrote, with the input
record Search(boolean found, String output) {
    /// libFuzzer's exit codes.
    private static final int NOTHING = 0;
    private static final int FOUND = 77;
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /// Searches until it has found something, or for the time that an argument or the test says.
    ///
    /// @param target    the name of a class with `fuzzerTestOneInput` or a fuzz test, below the project's package
    /// @param folder    an empty one
    /// @param arguments Jazzer's
    /// @throws IllegalStateException if there was no search
    static Search of(String target, Path folder, List<String> arguments) throws IOException, InterruptedException {
        var output = folder.resolve("output.txt");
        var words = new ArrayList<>(
                List.of(
                        JAVA,
                        "-XX:+EnableDynamicAgentLoading",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=io.github.certpulse." + target,
                        "--instrumentation_includes=io.github.certpulse.**",
                        "-seed=1"));
        words.addAll(arguments);
        var exit = new ProcessBuilder(words).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        var text = Files.readString(output, StandardCharsets.UTF_8);
        if (exit != NOTHING && exit != FOUND) {
            throw new IllegalStateException("Jazzer ended with " + exit + ": " + text);
        }
        return new Search(exit == FOUND, text);
    }
}
