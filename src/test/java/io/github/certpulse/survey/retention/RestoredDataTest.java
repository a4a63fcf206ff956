package io.github.certpulse.survey.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.OperatorCommand;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup holds personal data that were destroyed since. Once it is restored, the service destroys again what is due.
class RestoredDataTest {
    /// So the operator's guide says.
    private static final Duration PROMISED = Duration.ofMinutes(1);
    @AutoClose
    private static final TestService SERVICE = KeptData.startService();
    @AutoClose
    private final KeptData kept = new KeptData(SERVICE);
    @AutoClose
    private final KeptData running = new KeptData(SERVICE);
    @AutoClose
    private final KeptData removed = new KeptData(SERVICE);
    private final List<KeptData> all = List.of(kept, running, removed);

    /// At the time of the backup one campaign is over and its data are kept, one still runs, and one will be removed.
    @Test
    void areDestroyedAgainWithinAMinuteAfterTheStart(@TempDir Path folder) {
        all.forEach(KeptData::leave);
        for (var early : List.of(kept, removed)) {
            early.province().change("{\"closesAt\":\"%s\"}".formatted(Instant.now().plus(Duration.ofDays(1))));
        }
        SERVICE.clock().moveOn(Duration.ofDays(2));
        SERVICE.bean(Destruction.class).runDue();
        var backup = folder.resolve("backup");
        assertThat(OperatorCommand.run("backup", backup, SERVICE.database()).exit()).isZero();
        SERVICE.office()
                .delete(removed.province().path() + "?title=" + removed.title().replace(" ", "%20"))
                .expect(204);
        SERVICE.clock().moveOn(Duration.ofDays(98));
        kept.runDue();
        running.runDue();
        assertThat(all).allMatch(data -> data.rows("left_contact") == 0);

        var restored = TestServers.shared().newDatabase();
        assertThat(OperatorCommand.run("restore", backup, restored).exit()).isZero();
        try (var copy = TestDatabase.of(restored)) {
            assertThat(all).allMatch(data -> data.rows(copy, "left_contact") == KeptData.PEOPLE);
            try (var again = KeptData.startService(restored, Duration.ofDays(100))) {
                Awaitility.await()
                        .atMost(PROMISED)
                        .untilAsserted(
                                () -> assertThat(all)
                                        .allMatch(data -> data.rows(copy, "left_contact") == 0)
                                        .allMatch(data -> data.isDestroyedOn(again)));
            }
            assertThat(all).as("the answers stay, also of what was removed")
                    .allMatch(data -> data.rows(copy, "response") == KeptData.PEOPLE);
        }
    }
}
