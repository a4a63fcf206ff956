package io.github.certpulse.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Attack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The searches find what they are made to find: each gets a fault, and a process of its own that must end with it.
@Attack
class PlantedFaultTest {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final int SECONDS = 60;
    /// libFuzzer's exit code for a finding.
    private static final int FOUND = 77;

    static Stream<Arguments> plants() {
        return Stream.of(
                Arguments.of(
                        "survey.roster.PlantedRosterFault",
                        "school,level,certificate,certificateLevel,registeredStudents,city,route,address\n"
                                + "甲校,中职,老年照护,初级,1,,,\n"),
                Arguments.of("survey.entry.PlantedEntryFault", "ZZ7HH697JNW"),
                Arguments.of("survey.xlsform.PlantedFormFault", "0"),
                Arguments.of(
                        "intake.submission.PlantedSheetFault",
                        """
                                {"entry":"","certificateId":"","questionnaire":{"code":"","version":0},\
                                "answers":{},"elapsedSeconds":1}"""),
                Arguments.of(
                        "platform.body.PlantedMultipartFault",
                        "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\na\r\n--x--\r\n"));
    }

    @ParameterizedTest
    @MethodSource("plants")
    void isFound(String target, String seed, @TempDir Path folder) throws IOException, InterruptedException {
        var corpus = Files.createDirectory(folder.resolve("corpus"));
        Files.writeString(corpus.resolve("seed"), seed);
        var output = folder.resolve("output.txt");
        var process = new ProcessBuilder(
                JAVA,
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=io.github.certpulse." + target,
                "--instrumentation_includes=io.github.certpulse.**",
                "-seed=1",
                "-max_total_time=" + SECONDS,
                corpus.toString()).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        var exit = process.waitFor();

        assertThat(Files.readString(output, StandardCharsets.UTF_8)).contains("IllegalStateException: planted");
        assertThat(exit).isEqualTo(FOUND);
    }
}
