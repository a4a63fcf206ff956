package io.github.certpulse.intake.stored;

import io.github.certpulse.platform.database.Deadlocks;
import io.github.certpulse.platform.database.DuplicateKey;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.SqlConnection;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Stores responses with their contacts. A response without contact and cap takes one statement that commits by itself:
/// one round trip.
@Singleton
public class ResponseStore {
    /// Locks the campaign before a place under a cap is taken, in the same order as changes of a campaign, which lock
    /// it before they count places. Also used before many rows, whose statements do not check the campaign.
    private static final String LOCK_CAMPAIGN =
            "select id from campaign where id = ? and revision = ? lock in share mode";
    private static final String TAKE_TEACHER_PLACE =
            "update certificate set teachers_taken = teachers_taken + 1 where id = ? and teachers_taken < ?";
    private static final String TAKE_STUDENT_PLACE =
            "update certificate set students_taken = students_taken + 1 where id = ? and students_taken < ?";
    /// The unique keys for the id, and for the person's answer for a certificate.
    private static final Set<String> DUPLICATE_KEYS = Set.of("response_id", "response_person");
    /// The most sequence numbers to try for a response. The first one is free if every replica has its own node.
    private static final int MAX_NUMBERS = 20;
    /// The number of rows that are sent to the database together.
    private static final int BATCH = 500;

    private final Database database;
    private final Ids ids;

    ResponseStore(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /// The outcome of storing a response.
    public enum Outcome {
        /// Committed.
        STORED,
        /// The id is stored already, or the person has answered already for this school, role and certificate.
        DUPLICATE,
        /// The campaign has changed since the sheet was checked.
        STALE,
        /// No place under the cap is left.
        FULL
    }

    /// Stores a response with its contact, or nothing.
    ///
    /// @throws DataAccessException if the database is not available: the outcome is unknown, and the client must try
    ///                             again
    public Outcome store(NewResponse response) {
        var seq = ids.next();
        for (var numbers = 1;; numbers++) {
            var number = seq;
            try {
                return Deadlocks.retry(() -> storeOnce(number, response));
            } catch (DataAccessException refused) {
                var key = DuplicateKey.findIn(refused).orElse("");
                if (DUPLICATE_KEYS.contains(key)) {
                    return Outcome.DUPLICATE;
                }
                // Anything else is a defect of the service: as DUPLICATE it would lose the sheet.
                if (!key.equals(DuplicateKey.PRIMARY) || numbers >= MAX_NUMBERS) {
                    throw refused;
                }
                seq = ids.replacementFor(seq);
            }
        }
    }

    private Outcome storeOnce(long seq, NewResponse response) {
        if (response.contact().isEmpty() && response.cap().isEmpty()) {
            return database.run(connection -> insert(connection, seq, response) ? Outcome.STORED : Outcome.STALE);
        }
        return database.inTransaction(connection -> {
            var outcome = write(connection, seq, response);
            if (outcome == Outcome.STORED) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return outcome;
        });
    }

    /// Takes the place before it inserts the row: if a row were inserted and rolled back because no place is left,
    /// transactions that wait for the same unique key would deadlock.
    private static Outcome write(SqlConnection connection, long seq, NewResponse response) {
        var cap = response.cap();
        if (cap.isPresent() && !lockCampaign(connection, response)) {
            return Outcome.STALE;
        }
        if (cap.isPresent() && !takePlace(connection, response, cap.getAsInt())) {
            return Outcome.FULL;
        }
        if (!insert(connection, seq, response)) {
            return Outcome.STALE;
        }
        if (response.contact().isPresent()) {
            connection.update(ResponseStatements.INSERT_CONTACT, ResponseStatements.contactValues(response));
        }
        return Outcome.STORED;
    }

    private static boolean insert(SqlConnection connection, long seq, NewResponse response) {
        var values = ResponseStatements.values(seq, response);
        var all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = response.campaign().revision();
        return connection.update(ResponseStatements.INSERT, all) == 1;
    }

    /// Stores responses of one campaign in this order, all of them or none. A duplicate is an exception.
    ///
    /// @throws IllegalStateException if the campaign has caps, or has changed since the sheets were checked
    public void storeAll(List<NewResponse> responses) {
        if (!responses.isEmpty()) {
            Deadlocks.retry(() -> database.inTransaction(connection -> storeAll(connection, responses)));
        }
    }

    private Outcome storeAll(SqlConnection connection, List<NewResponse> responses) {
        if (responses.getFirst().campaign().hasCaps() || !lockCampaign(connection, responses.getFirst())) {
            throw new IllegalStateException(
                    "Many responses can only be stored for a campaign without caps that has not changed");
        }
        try (
                var rows = connection.batch(ResponseStatements.INSERT_ONE_OF_MANY);
                var contacts = connection.batch(ResponseStatements.INSERT_CONTACT)) {
            for (var from = 0; from < responses.size(); from += BATCH) {
                for (var response : responses.subList(from, Math.min(from + BATCH, responses.size()))) {
                    rows.add(ResponseStatements.values(ids.next(), response));
                    if (response.contact().isPresent()) {
                        contacts.add(ResponseStatements.contactValues(response));
                    }
                }
                rows.execute();
                contacts.execute();
            }
        }
        connection.commit();
        return Outcome.STORED;
    }

    private static boolean lockCampaign(SqlConnection connection, NewResponse response) {
        var campaign = response.campaign();
        return connection.first(row -> row.getLong("id"), LOCK_CAMPAIGN, campaign.id(), campaign.revision())
                .isPresent();
    }

    /// Takes a place if one is left. The certificate's row stays locked until the commit, so that the last place is
    /// taken only once.
    private static boolean takePlace(SqlConnection connection, NewResponse response, int cap) {
        var take = response.scope().role() == Role.TEACHER ? TAKE_TEACHER_PLACE : TAKE_STUDENT_PLACE;
        return connection.update(take, response.certificate().id(), cap) == 1;
    }
}
