package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The database changes over to another server: what is under way waits for it.
class ChangeOverTest {
    @AutoClose
    private static final ProxiedService PROXIED = ProxiedService.start();
    /// The error with which a read-only server refuses to write (ER_OPTION_PREVENTS_STATEMENT).
    private static final int READ_ONLY = 1290;
    @AutoClose
    private final HandIn handIn = new HandIn(PROXIED);

    /// A writer of a cluster is replaced: a sheet that is handed in meanwhile waits.
    @Test
    void waitsForTheEndOfAShortOutage() {
        PROXIED.proxy().cut();
        var waiting = handIn.sendAside();
        Awaitility.await().during(ProxiedService.PATIENCE.dividedBy(4)).until(() -> !waiting.isDone());
        PROXIED.proxy().restore();
        waiting.join().expect(201);
        assertThat(handIn.database().rows(handIn.certificate())).isOne();
    }

    /// The other node of a cluster became the writer, but connections to the old one are still open.
    @Test
    void leavesAServerThatDoesNotWriteAnyMore() {
        var before = handIn.connections();
        assertThat(before).isNotEmpty();
        handIn.refuseResponses(READ_ONLY);
        try {
            handIn.send().expectProblem(503, "database-unavailable");
        } finally {
            handIn.takeResponsesAgain();
        }
        assertThat(handIn.connections()).doesNotContainSequence(before);
        handIn.send().expect(201);
    }

    @Test
    void changesACampaignAlthoughItsConnectionIsLostInTheMiddle() throws SQLException {
        var province = handIn.province();
        handIn.killed("kill", () -> province.office().patch(province.path(), "{\"title\":\"改名\"}")).expect(200);
        assertThat(
                handIn.database()
                        .number(
                                "select count(*) from audit where action = 'campaign-changed' and target = ?",
                                province.id()))
                .isOne();
    }
}
