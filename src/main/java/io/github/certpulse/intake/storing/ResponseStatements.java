package io.github.certpulse.intake.storing;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.sql.UuidColumn;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The statements that store responses with their contacts, and the values of their parameters. A statement has one
/// text for each number of responses up to [#MAX_ROWS], so that the driver keeps it prepared.
final class ResponseStatements {
    static final int MAX_ROWS = 32;
    static final String LOCK_CAMPAIGN = "select id from campaign where id = ? and revision = ? lock in share mode";
    private static final String FIRST_ROW = """
            insert into response (seq, id, school_id, certificate_id, role, respondent, questionnaire, version,
                                  answers, other_texts, body_hash, channel, elapsed_seconds, received_at,
                                  source_mark, server_seconds, notice_version, campaign_id, stored_at)
            values (?, ?, %s, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    (select c.id from campaign c where c.id = ? and c.revision = ? lock in share mode),
                    utc_timestamp(6))""";
    private static final List<String> INSERT = inserts("?");
    private static final List<String> INSERT_AFTER_PLACES = inserts("if(row_count() = ?, ?, null)");
    private static final List<String> INSERT_CONTACTS = texts("""
            insert into left_contact (link, campaign_id, school_id, role, key_id, sealed)
            values (?, ?, ?, ?, ?, ?)%s""", ", (?, ?, ?, ?, ?, ?)");
    private static final PerRole<List<String>> TAKE_PLACES = PerRole.from(ResponseStatements::takePlaces);
    private static final List<String> FIND = texts("""
            select seq, id, campaign_id, respondent, body_hash, received_at from response where id in (?%s)""", ", ?");
    private static final List<String> FIND_ANSWERED = texts("""
            select school_id, role, respondent, certificate_id from response
             where (school_id = ? and role = ? and respondent = ? and certificate_id = ?)%s""", """
            or (school_id = ? and role = ? and respondent = ? and certificate_id = ?)""");

    private ResponseStatements() {}

    /// How many of the responses that wait are stored together: a power of two, or a half more. For each number that a
    /// connection has stored at once, the driver holds a description of every parameter.
    static int rows(int waiting) {
        var power = Math.min(MAX_ROWS, Integer.highestOneBit(waiting));
        return Math.min(MAX_ROWS, waiting >= power + power / 2 ? power + power / 2 : power);
    }

    /// Locks the campaign's row in share mode, so that changes of the campaign wait for this statement. If the campaign
    /// has another revision, its id in the first row is null, which the column refuses.
    ///
    /// Parameters: [#values] of each response; after those of the first one the campaign's revision.
    static String insert(int responses) {
        return INSERT.get(responses - 1);
    }

    /// Parameters: [#contactValues] of each response.
    static String insertContacts(int responses) {
        return INSERT_CONTACTS.get(responses - 1);
    }

    /// The same after [#takePlaces] in the same transaction. If fewer places were taken, the school's id in the first
    /// row is null.
    ///
    /// Parameters: as for [#insert], but the number of certificates before the school's id of the first response.
    static String insertAfterPlaces(int responses) {
        return INSERT_AFTER_PLACES.get(responses - 1);
    }

    /// Takes places for certificates, in the order of their ids, so that no two transactions wait for each other. Locks
    /// the campaign before, as changes of a campaign do, which count the places; changes nothing if it has another
    /// revision.
    ///
    /// Parameters: id and places for each certificate; the ids; id and the most places that may be taken before for
    /// each certificate; the campaign's id and revision.
    static String takePlaces(Role role, int certificates) {
        return TAKE_PLACES.of(role).get(certificates - 1);
    }

    /// The first submissions of ids. Parameters: the ids.
    static String find(int ids) {
        return FIND.get(ids - 1);
    }

    /// The answers of persons. Parameters: school, role, respondent and certificate of each.
    static String findAnswered(int persons) {
        return FIND_ANSWERED.get(persons - 1);
    }

    /// The column with the number of places taken.
    static String taken(Role role) {
        return switch (role) {
            case TEACHER -> "teachers_taken";
            case STUDENT -> "students_taken";
        };
    }

    /// @param school the expression for the first row's school
    private static List<String> inserts(String school) {
        return texts(
                FIRST_ROW.formatted(school) + "%s",
                ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, utc_timestamp(6))");
    }

    /// The values of all columns in the order of the statement, except the storing time, which the database sets. The
    /// sequence number is the first and not known yet, the campaign's id is the last.
    static Object[] values(NewResponse response) {
        var scope = response.scope();
        var questionnaire = response.campaign().questionnaire(scope.role());
        var accepted = response.accepted();
        var provenance = response.provenance();
        return new Object[]{
                0L,
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
                provenance.sourceMark(),
                provenance.serverSeconds(),
                provenance.noticeVersion(),
                response.campaign().id()};
    }

    /// The values of a contact's columns in the order of the statement.
    static Object[] contactValues(NewResponse response) {
        var contact = response.contact().orElseThrow();
        var scope = response.scope();
        return new Object[]{
                contact.link(),
                response.campaign().id(),
                scope.school().id(),
                scope.role(),
                contact.sealed().keyId(),
                contact.sealed().bytes()};
    }

    private static List<String> takePlaces(Role role) {
        return IntStream.range(0, MAX_ROWS).mapToObj(further -> """
                update certificate
                   set %1$s = %1$s + case id when ? then ?%2$s end
                 where id in (?%3$s)
                   and %1$s <= case id when ? then ?%2$s end
                   and (select c.id from campaign c where c.id = ? and c.revision = ? lock in share mode) is not null
                """.formatted(taken(role), " when ? then ?".repeat(further), ", ?".repeat(further))).toList();
    }

    /// @param more what comes in addition for each further response
    private static List<String> texts(String one, String more) {
        return IntStream.range(0, MAX_ROWS).mapToObj(further -> one.formatted(more.repeat(further))).toList();
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
