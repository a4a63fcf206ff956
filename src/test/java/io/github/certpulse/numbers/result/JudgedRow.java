package io.github.certpulse.numbers.result;

import io.github.certpulse.survey.questionnaire.Role;
import java.util.Map;
import java.util.Set;

/// A stored response as read from the database, and the flags that a naive judgement gives it.
record JudgedRow(
        Role role,
        String school,
        Map<String, Set<String>> answers,
        Integer elapsed,
        Set<String> flags) {

    /// Adds the flags of the row by itself.
    ///
    /// @param median the median of the times, in seconds
    void judge(double median) {
        if (elapsed != null && elapsed < 0.3 * median) {
            flags.add("too-fast");
        }
        var last = role == Role.TEACHER
                ? Map.ofEntries(
                        Map.entry("q3", "D"),
                        Map.entry("q4", "D"),
                        Map.entry("q6", "B"),
                        Map.entry("q7", "B"),
                        Map.entry("q9", "D"),
                        Map.entry("q10", "D"),
                        Map.entry("q12", "C"),
                        Map.entry("q13", "D"),
                        Map.entry("q14", "B"),
                        Map.entry("q16", "D"),
                        Map.entry("q18", "D"),
                        Map.entry("q19", "D"),
                        Map.entry("q20", "C"))
                : Map.ofEntries(
                        Map.entry("q3", "E"),
                        Map.entry("q4", "D"),
                        Map.entry("q5", "D"),
                        Map.entry("q6", "D"),
                        Map.entry("q7", "D"),
                        Map.entry("q8", "B"),
                        Map.entry("q9", "D"),
                        Map.entry("q10", "D"),
                        Map.entry("q11", "B"),
                        Map.entry("q12", "C"),
                        Map.entry("q13", "C"),
                        Map.entry("q14", "D"),
                        Map.entry("q15", "D"),
                        Map.entry("q16", "D"));
        var singles = last.keySet().stream().filter(answers::containsKey).toList();
        if (singles.stream().map(answers::get).distinct().count() == 1
                || singles.stream().allMatch(id -> answers.get(id).contains(last.get(id)))) {
            flags.add("straight-lining");
        }
        var contradictory = role == Role.TEACHER
                ? has("q11", "D") && has("q11", "A", "B", "C") || has("q17", "A") && has("q17", "D")
                        || has("q9", "A") && has("q10", "D")
                        || has("q5", "B") && has("q13", "D")
                : has("q9", "D") && has("q10", "A", "B") || has("q5", "C") && has("q9", "D")
                        || has("q5", "D") && has("q10", "A");
        if (contradictory) {
            flags.add("contradictory");
        }
    }

    private boolean has(String question, String... options) {
        return Set.of(options).stream().anyMatch(answers.getOrDefault(question, Set.of())::contains);
    }
}
