package io.github.certpulse.intake.contact;

import io.github.certpulse.platform.database.UuidColumn;
import io.github.certpulse.survey.questionnaire.Sheet.Contact;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

/// Contacts as rows of their table, for whoever writes a response and its contact in one transaction.
@Singleton
public class ContactRows {
    private static final String INSERT =
            "insert into contact (response_id, campaign_id, key_id, sealed, created_at) values (?, ?, ?, ?, ?)";
    private final ContactSeal seal;

    ContactRows(ContactSeal seal) {
        this.seal = seal;
    }

    /// The statement that writes one contact; the caller closes it.
    public PreparedStatement prepare(Connection connection) throws SQLException {
        return connection.prepareStatement(INSERT);
    }

    /// Makes a contact the row that the statement writes, sealed.
    public void bind(PreparedStatement statement, UUID response, long campaignId, Instant leftAt, Contact contact)
            throws SQLException {
        var sealed = seal.close(response, contact);
        statement.setBytes(1, UuidColumn.bytes(response));
        statement.setLong(2, campaignId);
        statement.setString(3, sealed.keyId());
        statement.setBytes(4, sealed.bytes());
        statement.setTimestamp(5, Timestamp.from(leftAt));
    }
}
