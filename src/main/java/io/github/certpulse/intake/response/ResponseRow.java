package io.github.certpulse.intake.response;

import io.github.certpulse.platform.database.UuidColumn;
import io.github.certpulse.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;

/// The columns of the table `response`, and a response as a row of them.
final class ResponseRow {
    /// Begins the statement; the last two columns are the campaign and the time of storing.
    static final String INTO =
            """
                    insert into response (seq, id, school_id, certificate_id, role, respondent, questionnaire, version,
                                          answers, other_texts, body_hash, channel, elapsed_seconds, received_at,
                                          campaign_id, stored_at)
                    """;

    private ResponseRow() {}

    /// Sets all columns but the time of storing, which is the database's.
    ///
    /// @return the number of the parameter that follows a row's own
    static int bind(PreparedStatement statement, long seq, NewResponse response) throws SQLException {
        var scope = response.scope();
        var otherTexts = response.accepted().otherTexts();
        var column = 1;
        statement.setLong(column++, seq);
        statement.setBytes(column++, UuidColumn.bytes(response.id()));
        statement.setLong(column++, scope.school().id());
        statement.setLong(column++, response.certificate().id());
        statement.setString(column++, scope.role().name());
        statement.setBytes(column++, response.respondent());
        statement.setString(column++, response.submitted().questionnaire().code());
        statement.setInt(column++, response.submitted().questionnaire().version());
        statement.setString(column++, text(Json.canonical(response.accepted().answersAsJson())));
        statement.setString(
                column++,
                otherTexts.isEmpty() ? null : text(Json.canonical(response.accepted().otherTextsAsJson())));
        statement.setBytes(column++, response.submitted().hash());
        statement.setString(column++, response.channel().name());
        setElapsed(statement, column++, response);
        statement.setTimestamp(column++, Timestamp.from(response.receivedAt()));
        statement.setLong(column++, response.campaign().id());
        return column;
    }

    private static void setElapsed(PreparedStatement statement, int column, NewResponse response) throws SQLException {
        var elapsed = response.submitted().elapsedSeconds();
        if (elapsed.isPresent()) {
            statement.setInt(column, elapsed.getAsInt());
        } else {
            statement.setNull(column, Types.INTEGER);
        }
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
