package io.github.certpulse.intake.stored;

import io.github.certpulse.platform.database.Database;
import io.github.certpulse.platform.database.Deadlocks;
import io.github.certpulse.platform.database.DuplicateKey;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.platform.database.SqlConnection;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Writes responses with their contacts. A plain submission is one statement, committed by itself, one round trip.
@Singleton
public class ResponseStore {
    /// Under a cap, before a place is taken: changes of a campaign hold it before they count places, so this comes
    /// first here too. And before many rows, of which none looks at the campaign.
    private static final String HOLD_CAMPAIGN =
            "select id from campaign where id = ? and revision = ? lock in share mode";
    private static final String TAKE_TEACHER_PLACE =
            "update certificate set teachers_taken = teachers_taken + 1 where id = ? and teachers_taken < ?";
    private static final String TAKE_STUDENT_PLACE =
            "update certificate set students_taken = students_taken + 1 where id = ? and students_taken < ?";
    /// The keys by which a sheet or its person is there already.
    private static final Set<String> STORED_ALREADY = Set.of("response_id", "response_person");
    /// How often a new number is drawn for a response; more than one is never needed while nodes are kept to.
    private static final int MAX_NUMBERS = 20;
    /// Rows that go to the database at once.
    private static final int BATCH = 500;

    private final Database database;
    private final Ids ids;

    ResponseStore(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /// Every way a write can end.
    public enum Outcome {
        /// Committed.
        STORED,
        /// A unique key says no: this id, or this person for this school, role and certificate, is there already.
        DUPLICATE,
        /// The campaign has changed since the sheet was judged.
        STALE,
        /// No place is left under the cap.
        FULL
    }

    /// Stores a response, or nothing.
    ///
    /// @throws DataAccessException where the database is out of reach: nothing is known then, the client tries again
    public Outcome store(NewResponse response) {
        var seq = ids.next();
        for (var numbers = 1;; numbers++) {
            var number = seq;
            try {
                return Deadlocks.retried(() -> storeOnce(number, response));
            } catch (DataAccessException refused) {
                var key = DuplicateKey.findIn(refused).orElse("");
                if (STORED_ALREADY.contains(key)) {
                    return Outcome.DUPLICATE;
                }
                // Anything else is a fault of ours: told as "already answered" it would lose the sheet.
                if (!key.equals(DuplicateKey.PRIMARY) || numbers >= MAX_NUMBERS) {
                    throw refused;
                }
                seq = ids.insteadOf(seq);
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

    /// The place before the row: a row that is written and then taken back for want of a place leaves those who wait
    /// for the same unique key in a deadlock with each other.
    private static Outcome write(SqlConnection connection, long seq, NewResponse response) {
        var cap = response.cap();
        if (cap.isPresent() && !holdCampaign(connection, response)) {
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

    /// Stores responses to one campaign in the order given, all of them or none. Caps are not looked at, and what is
    /// there already is an exception.
    ///
    /// @throws IllegalStateException where the campaign has caps, or has changed since the sheets were judged
    public void storeAll(List<NewResponse> responses) {
        if (!responses.isEmpty()) {
            Deadlocks.retried(() -> database.inTransaction(connection -> storeAll(connection, responses)));
        }
    }

    private Outcome storeAll(SqlConnection connection, List<NewResponse> responses) {
        if (responses.getFirst().campaign().hasCaps() || !holdCampaign(connection, responses.getFirst())) {
            throw new IllegalStateException(
                    "Many responses at once are for a campaign without caps that stays as it is");
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

    private static boolean holdCampaign(SqlConnection connection, NewResponse response) {
        var campaign = response.campaign();
        return connection.first(row -> row.getLong("id"), HOLD_CAMPAIGN, campaign.id(), campaign.revision())
                .isPresent();
    }

    /// The row itself says whether there is a place; it stays held until the commit, so two never get the last one.
    private static boolean takePlace(SqlConnection connection, NewResponse response, int cap) {
        var take = response.scope().role() == Role.TEACHER ? TAKE_TEACHER_PLACE : TAKE_STUDENT_PLACE;
        return connection.update(take, response.certificate().id(), cap) == 1;
    }
}
