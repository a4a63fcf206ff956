package io.github.certpulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.Application;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.io.file.PathUtils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Starts on an empty directory, is killed, starts again, and ends cleanly.
@Tag("faults")
class RestartTest {
    private Path directory;
    private Path temporary;

    @BeforeEach
    void createDirectories() throws IOException {
        directory = Files
                .createTempDirectory(Files.createDirectories(Path.of("target", "restart").toAbsolutePath()), "run");
        temporary = directory.resolve("tmp");
    }

    /// Each run has unpacked a separate database server.
    @AfterEach
    void deleteDirectories() throws IOException {
        PathUtils.deleteDirectory(directory);
    }

    @Test
    void keepsDataAfterAKill() {
        var settings = settings(directory.resolve("data"));
        try (var first = start(settings)) {
            first.line("WARNING\\s+codes and posters say http://localhost:\\d+, which opens on this computer only");
            first.line("Students\\s+\\S+/s/(\\S+)");
            assertMustChange(first.visitor(), "office", first.line("Office\\s+office / (\\S+)").group(1));
            var clerk = clerk(first);
            var received = receivedAfterAnAnswer(first, clerk);
            refusesASecondService(settings);
            var children = first.children();
            first.kill();
            assertThat(children).isNotEmpty().anyMatch(ProcessHandle::isAlive);
            try (var second = start(settings)) {
                assertThat(children).noneMatch(ProcessHandle::isAlive);
                assertReceived(second.visitor().with(clerk), received);
                var office = signedInWithOwnPassword(
                        second.visitor(),
                        "office",
                        second.line("Office\\s+office / (\\S+)").group(1));
                assertThat(second.visitor().with(office).get("/api/v1/campaigns").expect(200).text().split("\"title\""))
                        .hasSize(2);
                var ended = second.children();
                second.terminate();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(ended).isNotEmpty().noneMatch(ProcessHandle::isAlive));
            }
        }
    }

    /// The embedded database would delete the data there.
    @Test
    void keepsDataBelowTheTemporaryDirectoryAfterAKill() {
        var settings = new HashMap<>(settings(temporary.resolve("data")));
        settings.put("CERTPULSE_SAMPLE", "hubei-empty");
        try (var first = start(settings)) {
            var clerk = clerk(first);
            var received = receivedAfterAnAnswer(first, clerk);
            first.kill();
            try (var second = start(settings)) {
                assertReceived(second.visitor().with(clerk), received);
            }
        }
    }

    private static Map<String, String> settings(Path data) {
        return Map.of("CERTPULSE_PORT", "0", "CERTPULSE_DATA_DIR", data.toString());
    }

    /// The access token of the sample's school, signed in with a password of its own.
    private static String clerk(OwnProcess service) {
        var signIn = service.line("School\\s+(\\S+) / (\\S+)");
        return signedInWithOwnPassword(service.visitor(), signIn.group(1), signIn.group(2));
    }

    /// How many teachers the school has received once a teacher has answered.
    private static int receivedAfterAnAnswer(OwnProcess service, String clerk) {
        var before = received(service.visitor().with(clerk));
        answer(service.visitor(), service.line("Teachers\\s+\\S+/s/(\\S+)").group(1));
        assertReceived(service.visitor().with(clerk), before + 1);
        return before + 1;
    }

    @Test
    void endsWithTheNamesOfInvalidSettings() {
        try (
                var faulty = OwnProcess.start(EmbeddedApplication.class, temporary, Map.of("CERTPULSE_PORT", "abc"));
                var bare = OwnProcess.start(Application.class, temporary, Map.of())) {
            assertThat(faulty.awaitExit()).isEqualTo(2);
            assertThat(faulty.text()).contains("CERTPULSE_PORT").doesNotContain("\tat ");
            assertThat(bare.awaitExit()).isEqualTo(2);
            assertThat(bare.text()).contains("CERTPULSE_DATABASE_URL")
                    .contains("CERTPULSE_REDIS_URI")
                    .doesNotContain("\tat ");
        }
    }

    private void refusesASecondService(Map<String, String> settings) {
        try (var second = OwnProcess.start(EmbeddedApplication.class, temporary, settings)) {
            assertThat(second.awaitExit()).isNotZero();
            assertThat(second.text())
                    .contains("Another CertPulse runs with the data in " + settings.get("CERTPULSE_DATA_DIR"))
                    .doesNotContain("\tat ");
        }
    }

    private OwnProcess start(Map<String, String> settings) {
        return OwnProcess.start(EmbeddedApplication.class, temporary, new HashMap<>(settings)).awaitStart();
    }

    private static void assertMustChange(Visitor visitor, String username, String password) {
        var session = visitor.post("/api/v1/sessions", credentials(username, password)).expect(200);
        assertThat(session.at("mustChangePassword").getBooleanValue()).isTrue();
        visitor.with(session.string("accessToken"))
                .get("/api/v1/campaigns")
                .expectProblem(403, "password-change-required");
    }

    private static String signedInWithOwnPassword(Visitor visitor, String username, String password) {
        var first = visitor.post("/api/v1/sessions", credentials(username, password)).expect(200).string("accessToken");
        visitor.with(first).post("/api/v1/sessions/password", """
                {"currentPassword":"%s","newPassword":"%s"}""".formatted(password, "a password of my own")).expect(204);
        return visitor.post("/api/v1/sessions", credentials(username, "a password of my own"))
                .expect(200)
                .string("accessToken");
    }

    private static String credentials(String username, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
    }

    private static void answer(Visitor visitor, String code) {
        var entry = visitor.get("/api/v1/entries/" + code).expect(200);
        var browser = visitor.with(visitor.post("/api/v1/web/sessions", "").expect(201).string("accessToken"));
        var school = new Province.School(entry.string("school.id"), entry.string("school.name"), code, "", Map.of());
        browser.put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, entry.string("certificates.0.id")))
                .expect(201);
    }

    private static void assertReceived(Visitor clerk, int teachers) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(received(clerk)).isEqualTo(teachers));
    }

    private static int received(Visitor clerk) {
        return clerk.get("/api/v1/school/progress").expect(200).number("total.teachers.received");
    }
}
