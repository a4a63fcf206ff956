package io.github.certpulse.intake.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What somebody tries who has the list of contacts and the file of responses, both in the order in which they were
/// received.
///
/// @param people what the list tells of each contact
/// @param rows   what the file tells of each response
record JoinAttack(List<Known> people, List<Known> rows) {

    /// @param mark        which sheet it truly is; the attacker does not look at it
    /// @param certificate empty where it is not told
    /// @param time        the same
    record Known(String mark, String school, String role, Optional<String> certificate, Optional<String> time) {

        private boolean fits(Known other) {
            return school.equals(other.school) && role.equals(other.role)
                    && fits(certificate, other.certificate)
                    && fits(time, other.time);
        }

        private static boolean fits(Optional<String> one, Optional<String> other) {
            return one.isEmpty() || other.isEmpty() || one.equals(other);
        }

        String group() {
            return school + role;
        }
    }

    /// The responses that may be this contact's.
    List<Known> candidates(Known person) {
        return rows.stream().filter(person::fits).toList();
    }

    /// How many contacts belong to exactly one response, although more people of their role answered at their school.
    long joinedWithCertainty() {
        return people.stream().filter(person -> candidates(person).size() == 1 && size(person) > 1).count();
    }

    private long size(Known person) {
        return rows.stream().filter(row -> row.group().equals(person.group())).count();
    }

    /// How many contacts somebody hits by chance who knows how many people of a role answered at each school.
    double expectedByChance() {
        return people.stream().mapToDouble(person -> 1.0 / size(person)).sum();
    }

    /// How many contacts the better of two guesses hits: the first of a school's contacts is taken for the first of its
    /// responses and so on, from either end.
    long bestGuess() {
        return Math.max(hits(people, rows), hits(people.reversed(), rows));
    }

    private static long hits(List<Known> people, List<Known> rows) {
        var hits = 0L;
        for (var group : groups(people).entrySet()) {
            var contacts = group.getValue();
            var all = groups(rows).get(group.getKey());
            for (var each = 0; each < contacts.size(); each++) {
                var guess = all.get((int) ((each + 0.5) / contacts.size() * all.size()));
                hits += guess.mark().equals(contacts.get(each).mark()) ? 1 : 0;
            }
        }
        return hits;
    }

    private static Map<String, List<Known>> groups(List<Known> all) {
        return all.stream().collect(Collectors.groupingBy(Known::group, TreeMap::new, Collectors.toList()));
    }

    /// The correlation of the list's order with that of the true times (Spearman).
    static double orderOfTime(List<Known> people, List<String> marksByTime) {
        var ranks = new ArrayList<Integer>();
        people.forEach(person -> ranks.add(marksByTime.indexOf(person.mark())));
        var sorted = ranks.stream().sorted().toList();
        var n = ranks.size();
        var squares = 0.0;
        for (var i = 0; i < n; i++) {
            squares += Math.pow(sorted.indexOf(ranks.get(i)) - i, 2);
        }
        return 1 - 6 * squares / (n * (double) (n * n - 1));
    }
}
