package io.github.certpulse.intake.storing;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import io.github.certpulse.intake.storing.ResponseStore.Outcome;
import io.github.certpulse.intake.storing.ResponseWriter.Row;
import io.github.certpulse.intake.storing.ResponseWriter.Written;
import io.github.certpulse.platform.database.DuplicateKey;
import io.github.certpulse.platform.database.Retries;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.DatabaseFault;
import io.micronaut.data.exceptions.DataAccessException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Stores responses of one campaign together; where it has caps, of one role. Each gets an outcome of its own: if the
/// responses are refused together, those that are known to be a reason get their outcomes, and the others are stored
/// without them; if none is known to be a reason, one by one.
final class ResponseBatch {
    /// The unique keys for the id, and for the person's answer for a certificate.
    private static final String ID_KEY = "response_id";
    private static final String PERSON_KEY = "response_person";
    /// The most times to try when sequence numbers are taken. The first ones are free if every replica has its own
    /// node.
    private static final int MAX_TRIES = 20;

    private final ResponseWriter writer;
    private final Retries retries;
    private final Ids ids;
    private final List<Row> all;
    private final Map<Row, Supplier<Outcome>> outcomes = new IdentityHashMap<>();

    private ResponseBatch(ResponseWriter writer, Retries retries, Ids ids, List<Row> rows) {
        this.writer = writer;
        this.retries = retries;
        this.ids = ids;
        this.all = rows;
    }

    /// Stores rows, or none of them whose outcome is another one.
    ///
    /// @return the rows' outcomes in their order; a supplier throws the exception that is an outcome
    /// @throws DataAccessException if the database is not available: all outcomes are unknown
    static List<Supplier<Outcome>> store(ResponseWriter writer, Retries retries, Ids ids, List<Row> rows) {
        return new ResponseBatch(writer, retries, ids, rows).store();
    }

    private List<Supplier<Outcome>> store() {
        all.stream()
                .collect(groupingBy(row -> row.response().campaign().revision()))
                .values()
                .forEach(this::storeInTurn);
        return all.stream().map(row -> requireNonNull(outcomes.get(row))).toList();
    }

    /// Rows with the same id, or of the same person, are stored one after another.
    private void storeInTurn(List<Row> rows) {
        var keys = new HashSet<>();
        var now = new ArrayList<Row>();
        var later = new ArrayList<Row>();
        for (var row : rows) {
            var isFirst = keys.add(row.response().id()) & keys.add(row.person());
            (isFirst ? now : later).add(row);
        }
        storeTogether(now, 1);
        if (!later.isEmpty()) {
            storeInTurn(later);
        }
    }

    private void storeTogether(List<Row> rows, int tries) {
        Written written;
        var began = System.nanoTime();
        try {
            written = writer.write(rows);
        } catch (DataAccessException refused) {
            if (Retries.isLost(refused)) {
                settle(refused, rows, tries, began);
            } else if (DatabaseFault.isIn(refused)) {
                throw refused;
            } else {
                storeAfter(refused, rows, tries);
            }
            return;
        }
        switch (written) {
            case STORED -> rows.forEach(row -> outcomes.put(row, Outcome.Stored::new));
            case STALE -> rows.forEach(row -> outcomes.put(row, Outcome.Stale::new));
            case FULL -> {
                var full = writer.full(rows);
                decideAnswered(rows);
                undecided(rows).stream()
                        .filter(row -> full.contains(row.person().certificate()))
                        .forEach(row -> outcomes.put(row, Outcome.Full::new));
                storeRest(rows, Outcome.Full::new);
            }
        }
    }

    /// Nobody knows whether rows are stored if the connection was lost before the answer: looks as soon as the database
    /// answers again, and stores what is not there. If the lost statement is still under way, the unique keys decide.
    private void settle(DataAccessException lost, List<Row> rows, int tries, long began) {
        do {
            if (tries == MAX_TRIES || !retries.awaitEnd(began)) {
                throw lost;
            }
        } while (!hasLooked(rows));
        var rest = undecided(rows);
        if (!rest.isEmpty()) {
            rest.forEach(row -> row.number(ids));
            storeTogether(rest, tries + 1);
        }
    }

    private boolean hasLooked(List<Row> rows) {
        try {
            decideKnown(rows);
            return true;
        } catch (DataAccessException refused) {
            if (DatabaseFault.isIn(refused)) {
                return false;
            }
            throw refused;
        }
    }

    private void storeAfter(DataAccessException refused, List<Row> rows, int tries) {
        var key = DuplicateKey.findIn(refused).orElse("");
        if (key.equals(DuplicateKey.PRIMARY) && tries < MAX_TRIES) {
            rows.forEach(row -> row.replaceNumber(ids));
            storeTogether(rows, tries + 1);
            return;
        }
        if (key.equals(ID_KEY)) {
            decideKnown(rows);
        }
        if (key.equals(PERSON_KEY)) {
            decideAnswered(rows);
        }
        // Anything else is a defect of the service or of a single row.
        storeRest(rows, () -> {
            throw refused;
        });
    }

    /// @param ofOne the outcome if a single row was refused and has none yet
    private void storeRest(List<Row> rows, Supplier<Outcome> ofOne) {
        var rest = undecided(rows);
        if (rows.size() == 1) {
            rest.forEach(row -> outcomes.put(row, ofOne));
        } else if (rest.size() == rows.size()) {
            rest.forEach(row -> storeTogether(List.of(row), 1));
        } else if (!rest.isEmpty()) {
            storeTogether(rest, 1);
        }
    }

    private void decideKnown(List<Row> rows) {
        var stored = writer.stored(rows);
        for (var row : rows) {
            var known = stored.get(row.response().id());
            if (known != null) {
                outcomes.put(
                        row,
                        row.hasHad(known.number()) ? Outcome.Stored::new : () -> new Outcome.Known(known.submission()));
            }
        }
    }

    /// Also decides those whose id is known. Ids are read after everything else: if a row is committed between two
    /// queries, its person, or the place that it takes, must not be seen before its id is looked for.
    private void decideAnswered(List<Row> rows) {
        var answered = writer.answered(rows);
        decideKnown(rows);
        undecided(rows).stream()
                .filter(row -> answered.contains(row.person()))
                .forEach(row -> outcomes.put(row, Outcome.AlreadyAnswered::new));
    }

    private List<Row> undecided(List<Row> rows) {
        return rows.stream().filter(row -> !outcomes.containsKey(row)).toList();
    }
}
