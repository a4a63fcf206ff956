package io.github.certpulse.intake.submission;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.sheet.Sheet.Checked;
import io.github.certpulse.survey.sheet.Sheet;
import io.github.certpulse.survey.sheet.SheetCheck;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.PublishedInMemory;
import io.github.certpulse.testing.Sheets;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How many sheets a second one core reads and checks: `mvn -Pbenchmark test-compile exec:exec
/// -Dexec.mainClass=org.openjdk.jmh.Main`.
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class SheetBenchmark {
    @Param({"TEACHER", "STUDENT"})
    public Role role;
    private Definition definition;
    private Map<String, String> prefilled;
    private byte[] body;
    private Sheet sheet;

    @Setup
    public void read() {
        var code = role == Role.TEACHER ? "teacher-2020" : "student-2020";
        definition =
                new Questionnaires(new PublishedInMemory()).find(code, 1).orElseThrow().definition();
        prefilled = definition.prefilled(Optional.of("武汉市"), "高职");
        var school = new Province.School("", "", "ZZ7HH697JNW", "ZZ7HH697JNX", Map.of());
        body = Json.canonical(
                role == Role.TEACHER ? Sheets.teacher(school, "0S9NY4W2PYW35")
                        : Sheets.student(school, "0S9NY4W2PYW35"));
        sheet = SubmittedSheet.read(body).sheet();
        if (!(check() instanceof Checked.Accepted)) {
            throw new IllegalStateException("The sheet is not valid: " + check());
        }
    }

    @Benchmark
    public Checked check() {
        return SheetCheck.check(definition, prefilled, sheet);
    }

    @Benchmark
    public Checked readAndCheck() {
        return SheetCheck.check(definition, prefilled, SubmittedSheet.read(body).sheet());
    }
}
