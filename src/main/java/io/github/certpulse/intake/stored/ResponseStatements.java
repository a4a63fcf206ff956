package io.github.certpulse.intake.stored;

import io.github.certpulse.platform.database.UuidColumn;
import io.github.certpulse.platform.json.Json;
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
    /// Takes [#values] and the campaign's revision. The row of the campaign is held in share mode: whoever changes the
    /// campaign waits for this statement, and if it has changed since the sheet was judged, nothing is stored.
    static final String INSERT = INTO + """
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, c.id, utc_timestamp(6)
              from campaign c
             where c.id = ? and c.revision = ?
              lock in share mode""";
    /// Takes [#values]; one of many rows, while the campaign is held.
    static final String INSERT_ONE_OF_MANY =
            INTO + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, utc_timestamp(6))";
    /// Takes [#contactValues].
    static final String INSERT_CONTACT =
            "insert into contact (response_id, campaign_id, key_id, sealed, created_at) values (?, ?, ?, ?, ?)";

    private ResponseStatements() {}

    /// All columns but the time of storing, which is the database's, in the order of the statement; the campaign's id
    /// is the last.
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
                        .filter(known -> !known.otherTexts().isEmpty())
                        .map(known -> text(Json.canonical(known.otherTextsAsJson()))),
                response.bodyHash(),
                response.channel(),
                response.elapsedSeconds(),
                response.receivedAt(),
                response.campaign().id()};
    }

    /// The columns of a response's contact, in the order of the statement.
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
