package io.github.certpulse.testing;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// SQL for tests that insert into the table of responses without the service. Each statement sets all columns but those
/// that say how a sheet came in, which stay unknown.
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

    /// Inserts one response; the statement's parameters are the values in the order of the columns.
    static String insertOne() {
        return insert("values (" + COLUMNS.stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")");
    }

    /// Inserts the rows of a select.
    ///
    /// @param values expressions by column; a column without one is selected by its own name
    /// @param from   the rest of the select, beginning with `from`
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
