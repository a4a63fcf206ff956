package io.github.certpulse.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Attack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fuzz tests, each as a search. Where they stand they only try their own examples.
@Attack
class SearchTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "survey.roster.RosterFuzzTest",
                    "survey.entry.EntryCodeFuzzTest",
                    "survey.xlsform.XlsFormFuzzTest",
                    "intake.submission.SheetFuzzTest",
                    "platform.body.MultipartFuzzTest"})
    void findsNothing(String test, @TempDir Path folder) throws IOException, InterruptedException {
        var search = Search.of(test, folder, List.of());

        assertThat(search.found()).as(search.output()).isFalse();
        assertThat(search.output()).as("many inputs were tried").containsPattern("Done \\d{3,} runs");
    }
}
