package io.github.certpulse.intake.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.sheet.Sheet.Checked.Invalid;
import io.github.certpulse.survey.sheet.SheetCheck;
import io.github.certpulse.testing.Attack;
import io.github.certpulse.testing.PublishedInMemory;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is handed in as a sheet, it is read or refused as malformed; what was read is checked without a fault, and
/// the same sheet has the same hash.
@Attack
class SheetFuzzTest {
    private static final Definition TEACHERS =
            new Questionnaires(new PublishedInMemory()).find("teacher-2020", 1).orElseThrow().definition();

    static Stream<byte[]> sheets() {
        return Stream.of(
                SubmittedSheet.EXAMPLE,
                """
                        {"entry":"","certificateId":"","questionnaire":{"code":"","version":0},"answers":{"q7":"B",\
                        "q10":["A"],"q1":1e9,"q2":null,"q3":{"a":[true]}},"otherTexts":{"q15":7},"contact":{}}""")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("sheets")
    @FuzzTest(maxDuration = "15s")
    void readsAndChecksOrRefuses(byte @NotNull [] body) {
        try {
            var sheet = SubmittedSheet.read(body);
            assertThat(Arrays.equals(sheet.hash(), SubmittedSheet.read(body).hash())).isTrue();
            if (SheetCheck.check(TEACHERS, Map.of("q1", "武汉市"), sheet.sheet()) instanceof Invalid(var violations)) {
                assertThat(violations).isNotEmpty();
            }
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isEqualTo(Problem.MALFORMED);
        }
    }
}
