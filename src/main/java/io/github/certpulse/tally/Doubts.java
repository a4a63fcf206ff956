package io.github.certpulse.tally;

import io.github.certpulse.answer.Origin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// How many of a role's responses have a [Flag], and of how many persons no response is without.
///
/// @param responses by certificate id
/// @param persons   by school id
public record Doubts(Map<Long, Integer> responses, Map<Long, Integer> persons) {
    public Doubts {
        responses = Map.copyOf(responses);
        persons = Map.copyOf(persons);
    }

    private record SchoolPerson(long school, long person) {}

    static Doubts of(List<AnswerColumns> versions, List<Long> certificates, Map<Long, Origin> origins) {
        var responses = new HashMap<Long, Integer>();
        var doubted = new HashSet<SchoolPerson>();
        for (var columns : versions) {
            var tooFast = columns.tooFastBelow();
            for (var row = 0; row < columns.rows(); row++) {
                if (columns.isFlagged(row, tooFast)) {
                    var certificate = certificates.get(columns.place(row));
                    responses.merge(certificate, 1, Integer::sum);
                    doubted.add(new SchoolPerson(origins.get(certificate).school(), columns.respondent(row)));
                }
            }
        }
        if (!doubted.isEmpty()) {
            versions.forEach(columns -> removeUndoubted(columns, certificates, origins, doubted));
        }
        var persons = new HashMap<Long, Integer>();
        doubted.forEach(each -> persons.merge(each.school(), 1, Integer::sum));
        return new Doubts(responses, persons);
    }

    /// Takes out who has a response without a flag as well.
    private static void removeUndoubted(AnswerColumns columns, List<Long> certificates, Map<Long, Origin> origins, HashSet<SchoolPerson> doubted) {
        var tooFast = columns.tooFastBelow();
        for (var row = 0; row < columns.rows() && !doubted.isEmpty(); row++) {
            if (!columns.isFlagged(row, tooFast)) {
                doubted.remove(new SchoolPerson(origins.get(certificates.get(columns.place(row))).school(), columns.respondent(row)));
            }
        }
    }
}
