package io.github.certpulse.testing;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The table of responses, for tests that write it past the service. Each statement inserts into all of its columns.
final class ResponseTable {
    private static final List<String> COLUMNS = List.of(
            "campaign_id",
            "seq",
            "id",
            "school_id",
            "certificate_id",
            "role",
            "respondent",
            "questionnaire",
            "version",
            "answers",
            "other_texts",
            "body_hash",
            "channel",
            "elapsed_seconds",
            "received_at",
            "stored_at");

    private ResponseTable() {}

    /// Inserts one response, whose values are the statement's parameters in the order of the columns.
    static String insertOne() {
        return insert("values (" + COLUMNS.stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")");
    }

    /// Inserts what is selected.
    ///
    /// @param values an expression for each column that does not take the value of a column of its own name
    /// @param from   where from, beginning with `from`
    static String insertSelected(Map<String, String> values, String from) {
        return insert(
                COLUMNS.stream()
                        .map(column -> values.getOrDefault(column, column))
                        .collect(Collectors.joining(", ", "select ", " " + from)));
    }

    private static String insert(String rows) {
        return "insert into response (" + String.join(", ", COLUMNS) + ") " + rows;
    }
}
