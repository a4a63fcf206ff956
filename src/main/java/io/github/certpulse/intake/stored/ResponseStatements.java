package io.github.certpulse.intake.stored;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.sql.UuidColumn;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The statements that write the tables `response` and `contact`, and the values of their parameters.
final class ResponseStatements {
    private static final String INTO =
            """
                    insert into response (seq, id, school_id, certificate_id, role, respondent, questionnaire, version,
                                          answers, other_texts, body_hash, channel, elapsed_seconds, received_at,
                                          campaign_id, stored_at)
                    """;
    /// Parameters: [#values] and the campaign's revision. The campaign's row is locked in share mode, so that changes
    /// of the campaign wait for this statement. If the revision differs, nothing is stored.
    static final String INSERT = INTO + """
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, c.id, utc_timestamp(6)
              from campaign c
             where c.id = ? and c.revision = ?
              lock in share mode""";
    /// Parameters: [#values]. For many rows, while the campaign is locked.
    static final String INSERT_ONE_OF_MANY =
            INTO + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, utc_timestamp(6))";
    /// Parameters: [#contactValues].
    static final String INSERT_CONTACT =
            "insert into contact (response_id, campaign_id, key_id, sealed, created_at) values (?, ?, ?, ?, ?)";

    private ResponseStatements() {}

    /// The values of all columns in the order of the statement, except the storing time, which the database sets. The
    /// campaign's id is the last.
    static Object[] values(long seq, NewResponse response) {
        var scope = response.scope();
        var questionnaire = response.campaign().questionnaire(scope.role());
        var accepted = response.accepted();
        return new Object[]{
                seq,
                UuidColumn.bytes(response.id()),
                scope.school().id(),
                response.certificate().id(),
                scope.role(),
                response.respondent(),
                questionnaire.code(),
                questionnaire.version(),
                text(Json.canonical(accepted.answersAsJson())),
                Optional.of(accepted)
                        .filter(sheet -> !sheet.otherTexts().isEmpty())
                        .map(sheet -> text(Json.canonical(sheet.otherTextsAsJson()))),
                response.bodyHash(),
                response.channel(),
                response.elapsedSeconds(),
                response.receivedAt(),
                response.campaign().id()};
    }

    /// The values of a contact's columns in the order of the statement.
    static Object[] contactValues(NewResponse response) {
        var contact = response.contact().orElseThrow();
        return new Object[]{
                UuidColumn.bytes(response.id()),
                response.campaign().id(),
                contact.keyId(),
                contact.bytes(),
                response.receivedAt()};
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
