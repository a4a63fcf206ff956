package io.github.certpulse.faults.check;

import static java.util.stream.Collectors.groupingBy;

import io.github.certpulse.faults.people.Attempt;
import io.github.certpulse.faults.people.Draft;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.history.IntakeModel;
import io.github.certpulse.testing.history.IntakeModel.Outcome;
import io.github.certpulse.testing.history.IntakeModel.Stored;
import io.github.certpulse.testing.history.IntakeModel.Submission;
import io.github.certpulse.testing.history.Linearizability;
import io.github.certpulse.testing.history.Linearizability.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Compares the journal with the table of responses.
public final class Responses {
    private static final int OK = 200;
    private final List<Attempt> attempts;
    private final List<StoredRow> rows;
    private final Map<UUID, List<StoredRow>> byId;
    private final Findings findings;
    private final boolean repeated;

    private Responses(List<Attempt> attempts, List<StoredRow> rows, Findings findings, boolean repeated) {
        this.attempts = attempts;
        this.rows = rows;
        this.byId = rows.stream().collect(groupingBy(StoredRow::id));
        this.findings = findings;
        this.repeated = repeated;
    }

    /// @param attempts everything that was sent
    /// @param repeated whether a proxy may have sent a request a second time, to another replica
    public static void check(List<Attempt> attempts, Connection database, Findings findings, boolean repeated)
            throws SQLException {
        var responses = new Responses(attempts, StoredRow.all(database), findings, repeated);
        responses.checkAnswers();
        responses.checkOutcomes();
        responses.checkRows();
        responses.checkReceipts();
        responses.checkHistories();
    }

    private void checkAnswers() {
        var acknowledged = new HashSet<String>();
        var refused = new HashSet<String>();
        for (var attempt : attempts) {
            if (attempt.isAcknowledged() && acknowledged.add(attempt.id() + attempt.hash())) {
                checkStored(attempt);
            }
            if (attempt.isRefused() && refused.add(attempt.id() + attempt.hash()) && isStored(attempt)) {
                findings.add(Finding.REFUSED_BUT_STORED, attempt.toString());
            }
            if (isWrong(attempt)) {
                findings.add(Finding.WRONG_ANSWER, attempt.toString());
            }
        }
    }

    /// Everybody knows in the end what became of the sheet.
    private void checkOutcomes() {
        attempts.stream()
                .collect(groupingBy(attempt -> attempt.id() + attempt.hash()))
                .values()
                .stream()
                .filter(all -> all.stream().allMatch(Attempt::isUnknown))
                .forEach(all -> findings.add(Finding.NOT_ANSWERING, all.getLast().toString()));
    }

    private void checkStored(Attempt attempt) {
        var stored = byId.getOrDefault(attempt.id(), List.of());
        var isWhole = stored.stream()
                .anyMatch(
                        row -> row.hash().equals(attempt.hash()) && row.mark() == attempt.mark()
                                && row.role() == attempt.role()
                                && (row.role() == Role.STUDENT || row.text().equals(Draft.text(attempt.mark()))));
        if (!isWhole) {
            findings.add(Finding.LOST, "%s, stored: %s".formatted(attempt, stored));
        }
    }

    private boolean isStored(Attempt attempt) {
        return byId.getOrDefault(attempt.id(), List.of()).stream().anyMatch(row -> row.hash().equals(attempt.hash()));
    }

    private static boolean isWrong(Attempt attempt) {
        return switch (attempt.status()) {
            case 0, 429, 502, 503, 504 -> false;
            case 200, 201, 409 -> !attempt.isValid();
            case 422 -> attempt.isValid();
            default -> true;
        };
    }

    private void checkRows() {
        byId.values().stream().filter(same -> same.size() > 1).forEach(same -> doubled(same.toString()));
        rows.stream()
                .collect(groupingBy(StoredRow::place))
                .values()
                .stream()
                .filter(same -> same.size() > 1)
                .forEach(same -> doubled("one person: " + same));
        rows.stream()
                .collect(groupingBy(StoredRow::hash))
                .values()
                .stream()
                .filter(same -> same.size() > 1)
                .forEach(same -> doubled("the same sheet: " + same));
        var sent = attempts.stream().map(attempt -> attempt.id() + attempt.hash()).collect(Collectors.toSet());
        rows.stream()
                .filter(row -> !sent.contains(row.id() + row.hash()))
                .forEach(row -> doubled("nobody sent: " + row));
    }

    private void doubled(String example) {
        findings.add(Finding.DOUBLED, example);
    }

    private void checkReceipts() {
        attempts.stream()
                .filter(Attempt::isAcknowledged)
                .collect(groupingBy(Attempt::id))
                .values()
                .stream()
                .filter(same -> same.stream().map(Attempt::receipt).distinct().count() > 1)
                .forEach(same -> findings.add(Finding.INCONSISTENT, same.toString()));
    }

    private void checkHistories() {
        var model = new IntakeModel();
        var rowOf = byId.values().stream().map(List::getFirst).collect(Collectors.toMap(StoredRow::id, row -> row));
        attempts.stream().collect(groupingBy(Attempt::place)).forEach((place, all) -> {
            var history = new ArrayList<>(all.stream().map(Responses::call).toList());
            if (repeated) {
                all.stream().filter(attempt -> attempt.status() == OK).map(Responses::lost).forEach(history::add);
            }
            history.add(found(all, rowOf));
            if (!Linearizability.holds(model, IntakeModel.NOTHING, history)) {
                findings.add(Finding.NOT_LINEARIZABLE, history.toString());
            }
        });
    }

    private static Call<Submission> call(Attempt attempt) {
        var outcome = Outcome.of(attempt.status(), attempt.code());
        return new Call<>(
                new Submission(new Stored(attempt.id(), attempt.hash()), outcome),
                attempt.sentNanos(),
                outcome == Outcome.UNKNOWN ? Long.MAX_VALUE : attempt.answeredNanos());
    }

    /// The first of two requests that a proxy has made of one: its replica died before it could answer.
    private static Call<Submission> lost(Attempt attempt) {
        return new Call<>(
                new Submission(new Stored(attempt.id(), attempt.hash()), Outcome.UNKNOWN),
                attempt.sentNanos(),
                Long.MAX_VALUE);
    }

    /// What the table holds in the end.
    private static Call<Submission> found(List<Attempt> all, Map<UUID, StoredRow> rowOf) {
        var row = all.stream().map(Attempt::id).distinct().map(rowOf::get).filter(found -> found != null).findFirst();
        var submission = row
                .map(found -> new Submission(new Stored(found.id(), found.hash()), Outcome.FOUND))
                .orElseGet(
                        () -> new Submission(
                                new Stored(all.getFirst().id(), all.getFirst().hash()),
                                Outcome.NOT_FOUND));
        return new Call<>(submission, Long.MAX_VALUE - 2, Long.MAX_VALUE - 1);
    }
}
