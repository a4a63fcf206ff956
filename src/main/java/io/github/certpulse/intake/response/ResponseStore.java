package io.github.certpulse.intake.response;

import io.github.certpulse.intake.contact.ContactRows;
import io.github.certpulse.platform.database.Deadlocks;
import io.github.certpulse.platform.database.DuplicateKey;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.questionnaire.Sheet.Contact;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/// Writes responses. This is the one place that talks to the database by itself: a plain submission is one statement,
/// committed by itself, one round trip.
@Singleton
class ResponseStore {
    /// The row of the campaign is held in share mode: whoever changes the campaign waits for this statement, and if it
    /// has changed since the sheet was judged, nothing is stored.
    private static final String INSERT = ResponseRow.INTO + """
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, c.id, utc_timestamp(6)
              from campaign c
             where c.id = ? and c.revision = ?
              lock in share mode""";
    /// One of many rows, while [#HOLD_CAMPAIGN] holds the campaign.
    private static final String INSERT_ONE_OF_MANY =
            ResponseRow.INTO + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, utc_timestamp(6))";
    /// Under a cap, before a place is taken: changes of a campaign hold it before they count places, so this comes
    /// first here too. And before many rows, of which none looks at the campaign.
    private static final String HOLD_CAMPAIGN =
            "select 1 from campaign where id = ? and revision = ? lock in share mode";
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

    private final DataSource dataSource;
    private final ContactRows contactRows;
    private final Ids ids;

    ResponseStore(DataSource dataSource, ContactRows contactRows, Ids ids) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
        this.contactRows = contactRows;
        this.ids = ids;
    }

    /// Every way a write can end.
    enum Outcome {
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
    Outcome store(NewResponse response) throws SQLException {
        var seq = ids.next();
        for (var numbers = 1;; numbers++) {
            var number = seq;
            try {
                return Deadlocks.retried(() -> storeOnce(number, response));
            } catch (SQLIntegrityConstraintViolationException refused) {
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

    private Outcome storeOnce(long seq, NewResponse response) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            var contact = response.accepted().contact();
            var cap = response.campaign().cap(response.scope().role());
            return contact.isEmpty() && cap.isEmpty()
                    ? insert(connection, seq, response) ? Outcome.STORED : Outcome.STALE
                    : transaction(connection, seq, response, contact);
        }
    }

    /// What ends with an exception is rolled back by the pool, as the connection is given back to it.
    private Outcome transaction(Connection connection, long seq, NewResponse response, Optional<Contact> contact)
            throws SQLException {
        connection.setAutoCommit(false);
        // The place before the row: a row that is written and then taken back for want of a place leaves those who wait
        // for the same unique key in a deadlock with each other.
        var cap = response.campaign().cap(response.scope().role());
        if (cap.isPresent() && !holdCampaign(connection, response)) {
            connection.rollback();
            return Outcome.STALE;
        }
        if (cap.isPresent() && !takePlace(connection, response, cap.getAsInt())) {
            connection.rollback();
            return Outcome.FULL;
        }
        if (!insert(connection, seq, response)) {
            connection.rollback();
            return Outcome.STALE;
        }
        if (contact.isPresent()) {
            insertContact(connection, response, contact.get());
        }
        connection.commit();
        return Outcome.STORED;
    }

    private static boolean insert(Connection connection, long seq, NewResponse response) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            var next = ResponseRow.bind(statement, seq, response);
            statement.setInt(next, response.campaign().revision());
            return statement.executeUpdate() == 1;
        }
    }

    /// Stores responses to one campaign in the order given, all of them or none. Caps are not looked at, and what is
    /// there already is an exception.
    ///
    /// @throws IllegalStateException where the campaign has caps, or has changed since the sheets were judged
    void storeAll(List<NewResponse> responses) throws SQLException {
        if (!responses.isEmpty()) {
            Deadlocks.retried(() -> storeAllOnce(responses));
        }
    }

    private Outcome storeAllOnce(List<NewResponse> responses) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            if (responses.getFirst().campaign().hasCaps() || !holdCampaign(connection, responses.getFirst())) {
                throw new IllegalStateException(
                        "Many responses at once are for a campaign without caps that stays as it is");
            }
            try (
                    var rows = connection.prepareStatement(INSERT_ONE_OF_MANY);
                    var contacts = contactRows.prepare(connection)) {
                for (var from = 0; from < responses.size(); from += BATCH) {
                    for (var response : responses.subList(from, Math.min(from + BATCH, responses.size()))) {
                        ResponseRow.bind(rows, ids.next(), response);
                        rows.addBatch();
                        var contact = response.accepted().contact();
                        if (contact.isPresent()) {
                            bindContact(contacts, response, contact.get());
                            contacts.addBatch();
                        }
                    }
                    rows.executeBatch();
                    contacts.executeBatch();
                }
            }
            connection.commit();
            return Outcome.STORED;
        }
    }

    private static boolean holdCampaign(Connection connection, NewResponse response) throws SQLException {
        try (var statement = connection.prepareStatement(HOLD_CAMPAIGN)) {
            statement.setLong(1, response.campaign().id());
            statement.setInt(2, response.campaign().revision());
            try (var row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /// The row itself says whether there is a place; it stays held until the commit, so two never get the last one.
    private static boolean takePlace(Connection connection, NewResponse response, int cap) throws SQLException {
        try (
                var statement = connection.prepareStatement(
                        response.scope().role() == Role.TEACHER ? TAKE_TEACHER_PLACE : TAKE_STUDENT_PLACE)) {
            statement.setLong(1, response.certificate().id());
            statement.setInt(2, cap);
            return statement.executeUpdate() == 1;
        }
    }

    private void insertContact(Connection connection, NewResponse response, Contact contact) throws SQLException {
        try (var statement = contactRows.prepare(connection)) {
            bindContact(statement, response, contact);
            statement.executeUpdate();
        }
    }

    private void bindContact(PreparedStatement statement, NewResponse response, Contact contact) throws SQLException {
        contactRows.bind(statement, response.id(), response.campaign().id(), response.receivedAt(), contact);
    }
}
