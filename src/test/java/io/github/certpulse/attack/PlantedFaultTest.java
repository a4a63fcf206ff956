package io.github.certpulse.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Attack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The searches find what they are made to find: each gets a fault, and a process of its own that must end with it.
@Attack
class PlantedFaultTest {
    private static final int SECONDS = 60;

    static Stream<Arguments> plants() {
        return Stream.of(
                Arguments.of(
                        "survey.roster.PlantedRosterFault",
                        "school,level,certificate,certificateLevel,registeredStudents,city,route,address\n"
                                + "甲校,中职,老年照护,初级,100,,,\n"),
                Arguments.of("survey.entry.PlantedEntryFault", "ZZ7HH697JNW"),
                Arguments.of("survey.xlsform.PlantedFormFault", "0"),
                Arguments.of(
                        "intake.submission.PlantedSheetFault",
                        """
                                {"entry":"","certificateId":"","questionnaire":{"code":"","version":0},\
                                "answers":{},"elapsedSeconds":100}"""),
                Arguments.of(
                        "platform.body.PlantedMultipartFault",
                        "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\na\r\n--x--\r\n"));
    }

    @ParameterizedTest
    @MethodSource("plants")
    void isFound(String target, String seed, @TempDir Path folder) throws IOException, InterruptedException {
        var corpus = Files.createDirectory(folder.resolve("corpus"));
        Files.writeString(corpus.resolve("seed"), seed);

        var search = Search.of(target, folder, List.of("-max_total_time=" + SECONDS, corpus.toString()));

        assertThat(search.output()).contains("IllegalStateException: planted");
        assertThat(search.found()).isTrue();
    }
}
