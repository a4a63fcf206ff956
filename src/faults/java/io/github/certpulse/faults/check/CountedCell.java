package io.github.certpulse.faults.check;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestDatabase;
import io.micronaut.json.tree.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is counted: a role for a certificate of a school.
record CountedCell(long certificate, Role role) {
    private static final String STORED =
            "select certificate_id, role, count(*) as number from response group by certificate_id, role";
    private static final String TAKEN = """
            select c.id, c.teachers_taken, c.students_taken from certificate c""";

    /// As the database has it.
    static Map<CountedCell, Integer> stored(Connection database) throws SQLException {
        try (var statement = database.createStatement(); var rows = statement.executeQuery(STORED)) {
            var counts = new HashMap<CountedCell, Integer>();
            while (rows.next()) {
                counts.put(
                        new CountedCell(rows.getLong("certificate_id"), Role.valueOf(rows.getString("role"))),
                        rows.getInt("number"));
            }
            return counts;
        }
    }

    /// The places that are taken under caps.
    static Map<CountedCell, Integer> taken(Connection database) throws SQLException {
        try (var statement = database.createStatement(); var rows = statement.executeQuery(TAKEN)) {
            var taken = new HashMap<CountedCell, Integer>();
            while (rows.next()) {
                taken.put(new CountedCell(rows.getLong("id"), Role.TEACHER), rows.getInt("teachers_taken"));
                taken.put(new CountedCell(rows.getLong("id"), Role.STUDENT), rows.getInt("students_taken"));
            }
            return taken;
        }
    }

    /// As a campaign's progress shows it, `?detail=certificates`.
    static Map<CountedCell, Integer> ofCampaign(Reply progress) {
        var counts = new HashMap<CountedCell, Integer>();
        progress.list("schools").forEach(school -> add(Reply.items(school.get("certificates")), counts));
        return counts;
    }

    /// As a school's progress shows it.
    static Map<CountedCell, Integer> ofSchool(Reply progress) {
        var counts = new HashMap<CountedCell, Integer>();
        add(progress.list("certificates"), counts);
        return counts;
    }

    private static void add(List<JsonNode> certificates, Map<CountedCell, Integer> counts) {
        for (var certificate : certificates) {
            var id = TestDatabase.id(certificate.get("id").getStringValue());
            counts.put(
                    new CountedCell(id, Role.TEACHER),
                    Reply.at(certificate, "teachers.received").getIntValue());
            counts.put(
                    new CountedCell(id, Role.STUDENT),
                    Reply.at(certificate, "students.received").getIntValue());
        }
    }
}
