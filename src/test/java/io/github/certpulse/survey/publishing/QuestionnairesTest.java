package io.github.certpulse.survey.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.PublishedInMemory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

@Fast
class QuestionnairesTest {
    private final PublishedInMemory table = new PublishedInMemory();

    @Test
    void publishesTheQuestionnairesOnTheClassPathOnce() {
        start();
        start();
        assertThat(table.published()).extracting(row -> row.code() + "@" + row.version() + " " + row.role())
                .containsExactlyInAnyOrder("teacher-2020@1 TEACHER", "student-2020@1 STUDENT");
    }

    @Test
    void findsAVersionByCodeAndNumber() {
        assertThat(start().find("teacher-2020", 1)).get()
                .satisfies(found -> assertThat(found.definition().questions()).hasSize(21));
        assertThat(start().find("teacher-2020", 2)).isEmpty();
        assertThat(start().find("TEACHER-2020", 1)).isEmpty();
    }

    @Test
    void refusesToStartIfAPublishedVersionWasEdited() {
        var edited = text("teacher-2020").replace("您的职称是？", "您的职称？");
        publish("teacher-2020", 1, edited);
        assertThatIllegalStateException().isThrownBy(this::start)
                .withMessageContainingAll("teacher-2020", "version 1", "new file with version 2");
    }

    @Test
    void servesVersionsThatOnlyTheDatabaseHas() {
        var older = text("teacher-2020").replace("teacher-2020", "teacher-2019");
        publish("teacher-2019", 3, older.replace("\"version\":1", "\"version\":3"));
        var found = start().find("teacher-2019", 3).orElseThrow();
        assertThat(found.definition().version()).isEqualTo(3);
        assertThat(new String(found.json(), UTF_8)).isEqualTo(table.published().getFirst().definition());
    }

    @Test
    void refusesARowThatDoesNotMatchItsHash() {
        table.publish("teacher-2019", 1, "TEACHER", text("teacher-2020"), new byte[32]);
        assertThatIllegalStateException().isThrownBy(this::start).withMessageContaining("teacher-2019 version 1");
    }

    @Test
    void acceptsAReformattedFileAsUnchanged() {
        var canonical = text("teacher-2020");
        var reformatted = canonical.replace("\",\"", "\" ,\n\t\"")
                .replace("{\"code\":\"A\" ,\n\t\"label\":\"是\"}", "{\"label\":\"是\", \"code\":\"A\"}");
        assertThat(reformatted).isNotEqualTo(canonical).contains("{\"label\":\"是\", \"code\":\"A\"}");
        assertThat(Questionnaires.read(reformatted.getBytes(UTF_8)).json()).isEqualTo(canonical.getBytes(UTF_8));
    }

    @Test
    void derivesTheEtagFromTheServedBytes() {
        var found = start().find("student-2020", 1).orElseThrow();
        assertThat(found.body().etag()).isEqualTo('"' + HexFormat.of().formatHex(sha256(found.json())) + '"');
        assertThat(new String(found.json(), UTF_8)).contains("1+X证书制度试点工作参与学生调查问卷")
                .startsWith("{\"closing\":")
                .contains("\"maxLength\":1000", "\"number\":10,")
                .doesNotContain("\n");
    }

    @Test
    void listsEveryFileOfTheFolder() throws IOException, URISyntaxException {
        var folder = Path.of(getClass().getResource("/questionnaires").toURI());
        try (var files = Files.list(folder)) {
            assertThat(Files.readAllLines(folder.resolve("index.txt")))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.matches(".*\\.\\d+\\.json"))
                                    .toList());
        }
    }

    private Questionnaires start() {
        return new Questionnaires(table);
    }

    private static String text(String code) {
        return new String(new Questionnaires(new PublishedInMemory()).find(code, 1).orElseThrow().json(), UTF_8);
    }

    private void publish(String code, int version, String json) {
        table.publish(code, version, "TEACHER", json, sha256(json.getBytes(UTF_8)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
