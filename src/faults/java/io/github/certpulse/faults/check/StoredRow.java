package io.github.certpulse.faults.check;

import io.github.certpulse.faults.people.Draft;
import io.github.certpulse.platform.sql.UuidColumn;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Sheets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// A row of the table of responses.
///
/// @param hash       stands for the content, as a draft's hash does
/// @param respondent within the campaign, in hexadecimal
/// @param text       the answer to the teachers' open question; empty for students
record StoredRow(UUID id, String hash, long certificate, Role role, String respondent, int mark, String text) {
    private static final String ALL = """
            select id, answers, coalesce(other_texts, '{}') as other_texts, certificate_id, role, respondent,
                   coalesce(elapsed_seconds, -1) as mark, coalesce(json_value(answers, '$.q21'), '') as text
              from response""";

    static List<StoredRow> all(Connection database) throws SQLException {
        try (var statement = database.createStatement(); var rows = statement.executeQuery(ALL)) {
            var all = new ArrayList<StoredRow>();
            while (rows.next()) {
                all.add(
                        new StoredRow(
                                UuidColumn.uuid(rows.getBytes("id")),
                                Draft.hash(
                                        Sheets.json(rows.getString("answers")),
                                        Sheets.json(rows.getString("other_texts")),
                                        rows.getInt("mark")),
                                rows.getLong("certificate_id"),
                                Role.valueOf(rows.getString("role")),
                                HexFormat.of().formatHex(rows.getBytes("respondent")),
                                rows.getInt("mark"),
                                rows.getString("text")));
            }
            return all;
        }
    }

    /// Where a person answers once.
    String place() {
        return respondent + "|" + certificate + "|" + role;
    }
}
