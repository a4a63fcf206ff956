package io.github.certpulse.faults.check;

import io.github.certpulse.faults.people.Survey;
import io.github.certpulse.faults.server.Servers;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.Visitor;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Reads the progress of campaigns and of a school again and again, at every address. Whatever it shows must be stored
/// when it is compared a moment later, because rows only become more.
public final class CountWatch implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(400);
    private static final int OK = 200;
    private final Servers servers;
    private final Survey survey;
    private final Findings findings;
    private final Map<URI, Visitor> visitors = new ConcurrentHashMap<>();
    private final Thread watcher;
    private volatile boolean over;

    private CountWatch(Servers servers, Survey survey, Findings findings) {
        this.servers = servers;
        this.survey = survey;
        this.findings = findings;
        this.watcher = Thread.ofVirtual().unstarted(this::watch);
    }

    public static CountWatch start(Servers servers, Survey survey, Findings findings) {
        var watch = new CountWatch(servers, survey, findings);
        watch.watcher.start();
        return watch;
    }

    private void watch() {
        while (!over) {
            for (var address : servers.addresses()) {
                shown(address).ifPresent(this::checkNotAbove);
            }
            try {
                Thread.sleep(BETWEEN);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void checkNotAbove(List<Shown> shown) {
        try (var database = servers.database()) {
            var stored = CountedCell.stored(database);
            shown.stream()
                    .filter(one -> one.number() > stored.getOrDefault(one.cell(), 0))
                    .forEach(one -> findings.add(Finding.ABOVE, one.beside(stored)));
        } catch (SQLException outOfReach) {
            // Nothing to compare with now.
        }
    }

    /// A number on a page.
    private record Shown(String page, CountedCell cell, int number) {
        private static List<Shown> of(String page, Map<CountedCell, Integer> counts) {
            return counts.entrySet().stream().map(each -> new Shown(page, each.getKey(), each.getValue())).toList();
        }

        private boolean isRight(Map<CountedCell, Integer> stored) {
            return number == stored.getOrDefault(cell, 0);
        }

        private String beside(Map<CountedCell, Integer> stored) {
            return "%s, %s: %d shown, %d stored".formatted(page, cell, number, stored.getOrDefault(cell, 0));
        }
    }

    /// What is shown at an address; empty if it cannot be read now.
    private Optional<List<Shown>> shown(URI address) {
        try {
            var visitor = visitors.computeIfAbsent(address, Visitor::at);
            var all = new ArrayList<Shown>();
            for (var campaign : survey.campaigns()) {
                var progress = visitor.with(survey.office().token())
                        .get(campaign.path() + "/progress?detail=certificates");
                if (progress.status() != OK) {
                    return Optional.empty();
                }
                all.addAll(Shown.of(address + campaign.path(), CountedCell.ofCampaign(progress)));
            }
            var own = visitor.with(survey.clerk().visitor().token()).get("/api/v1/school/progress");
            if (own.status() != OK) {
                return Optional.empty();
            }
            all.addAll(Shown.of(address + " as the school", CountedCell.ofSchool(own)));
            return Optional.of(all);
        } catch (UncheckedIOException noAnswer) {
            return Optional.empty();
        }
    }

    /// Whether every address shows what the database holds, to the office and to the school.
    public boolean isRight() {
        return differences().isEmpty();
    }

    /// The differences now; what cannot be read is one.
    public List<String> differences() {
        try (var database = servers.database()) {
            var stored = CountedCell.stored(database);
            var differences = new ArrayList<String>();
            for (var address : servers.addresses()) {
                shown(address).ifPresentOrElse(
                        all -> all.stream()
                                .filter(one -> !one.isRight(stored))
                                .forEach(one -> differences.add(one.beside(stored))),
                        () -> differences.add(address + " does not answer"));
            }
            return differences;
        } catch (SQLException outOfReach) {
            return List.of(outOfReach.toString());
        }
    }

    /// Checks that no cap is exceeded, and that as many places are taken as are stored.
    public void checkCaps() throws SQLException {
        try (var database = servers.database()) {
            var stored = CountedCell.stored(database);
            var taken = CountedCell.taken(database);
            survey.seats().stream().filter(seat -> seat.cap() > 0).forEach(seat -> {
                var cell = new CountedCell(TestDatabase.id(seat.certificate()), seat.role());
                int number = stored.getOrDefault(cell, 0);
                if (number > seat.cap() || number != taken.getOrDefault(cell, 0)) {
                    findings.add(
                            Finding.OVER_THE_CAP,
                            "%s: %d stored, %d taken, cap %d"
                                    .formatted(cell, number, taken.getOrDefault(cell, 0), seat.cap()));
                }
            });
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            watcher.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
