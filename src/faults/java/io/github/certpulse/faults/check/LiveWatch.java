package io.github.certpulse.faults.check;

import io.github.certpulse.faults.people.Survey;
import io.github.certpulse.faults.server.Servers;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Watches the live stream of the first campaign, as the office's page does, and connects again when it breaks.
public final class LiveWatch implements AutoCloseable {
    private static final long MILLIS_BETWEEN = 500;
    private static final String DATA = "data:";
    private final Servers servers;
    private final Survey survey;
    private final Findings findings;
    private final Visitor office;
    private final Map<CountedCell, Integer> last = new ConcurrentHashMap<>();
    private final Thread watcher = Thread.ofVirtual().unstarted(this::watch);
    private volatile boolean connected;
    private volatile boolean over;

    private LiveWatch(Servers servers, Survey survey, Findings findings) {
        this.servers = servers;
        this.survey = survey;
        this.findings = findings;
        this.office = Visitor.at(servers.addresses().getFirst()).with(survey.office().token());
    }

    public static LiveWatch start(Servers servers, Survey survey, Findings findings) {
        var watch = new LiveWatch(servers, survey, findings);
        watch.watcher.start();
        return watch;
    }

    private void watch() {
        while (!over) {
            try {
                follow();
            } catch (IOException | UncheckedIOException broken) {
                // Connects again.
            } catch (InterruptedException e) {
                return;
            }
            try {
                Thread.sleep(MILLIS_BETWEEN);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void follow() throws IOException, InterruptedException {
        var path = survey.campaigns().getFirst().path() + "/live";
        var answer = office.client().send(office.request("GET", path, BodyPublishers.noBody()), BodyHandlers.ofLines());
        last.clear();
        connected = true;
        try (var lines = answer.body()) {
            lines.takeWhile(_ -> !over)
                    .filter(line -> line.startsWith(DATA))
                    .map(line -> line.substring(DATA.length()))
                    .filter(data -> data.contains("received"))
                    .forEach(this::take);
        }
    }

    private void take(String data) {
        var count = Sheets.json(data);
        var cell = new CountedCell(
                TestDatabase.id(count.get("certificate").getStringValue()),
                Role.valueOf(count.get("role").getStringValue()));
        var received = count.get("received").getIntValue();
        last.put(cell, received);
        try (var database = servers.database()) {
            var stored = CountedCell.stored(database).getOrDefault(cell, 0);
            if (received > stored) {
                findings.add(Finding.ABOVE, "live, %s: %d shown, %d stored".formatted(cell, received, stored));
            }
        } catch (SQLException outOfReach) {
            // Nothing to compare with now.
        }
    }

    /// Whether the last count of every cell that changed on this connection is right.
    public boolean isRight() {
        try (var database = servers.database()) {
            var stored = CountedCell.stored(database);
            return connected
                    && last.entrySet()
                            .stream()
                            .allMatch(each -> stored.getOrDefault(each.getKey(), 0).equals(each.getValue()));
        } catch (SQLException outOfReach) {
            return false;
        }
    }

    /// How many counts have changed on this connection.
    public int changes() {
        return last.size();
    }

    @Override
    public void close() {
        over = true;
        office.client().shutdownNow();
        watcher.interrupt();
    }
}
