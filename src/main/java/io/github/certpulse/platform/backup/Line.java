package io.github.certpulse.platform.backup;

import io.github.certpulse.platform.json.Json;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.StreamSupport;

/// One line of a backup, a JSON value (JSON Lines): first a [Begin], then for each table a [Table], its [Row]s and a
/// [TableEnd], at last an [End]. A backup without its end was cut off.
sealed interface Line {
    String FORMAT = "certpulse-backup-1";

    /// @param schema  the version of the last migration
    /// @param takenAt as ISO 8601, for people
    record Begin(String schema, String takenAt) implements Line {}

    /// @param columns whose values the rows hold, in this order
    /// @param binary  those of them whose values are written in Base64
    record Table(String name, List<String> columns, List<String> binary) implements Line {

        public Table {
            columns = List.copyOf(columns);
            binary = List.copyOf(binary);
        }
    }

    /// @param values texts, or JSON's null
    record Row(List<JsonNode> values) implements Line {

        public Row {
            values = List.copyOf(values);
        }
    }

    /// @param rows   their number
    /// @param sha256 of the lines of these rows, in hexadecimal digits
    record TableEnd(long rows, String sha256) implements Line {}

    /// @param tables their number
    /// @param sha256 of all lines before, in hexadecimal digits
    record End(int tables, String sha256) implements Line {}

    /// The line in UTF-8, without its line break.
    default byte[] bytes() {
        return Json.canonical(switch (this) {
            case Begin(var schema, var takenAt) -> texts(Map.of("begin", FORMAT, "schema", schema, "takenAt", takenAt));
            case Table(var name, var columns, var binary) -> JsonNode.createObjectNode(
                    Map.of(
                            "table",
                            JsonNode.createStringNode(name),
                            "columns",
                            array(columns),
                            "binary",
                            array(binary)));
            case Row(var values) -> JsonNode.createArrayNode(values);
            case TableEnd(var rows, var sha256) -> texts(Map.of("rows", Long.toString(rows), "sha256", sha256));
            case End(var tables, var sha256) -> texts(Map.of("tables", Integer.toString(tables), "sha256", sha256));
        });
    }

    /// @throws IOException where the bytes are no line of a backup in this format
    static Line parse(byte[] bytes) throws IOException {
        var value = Json.read(bytes);
        if (value.isArray()) {
            return new Row(StreamSupport.stream(value.values().spliterator(), false).toList());
        }
        if (value.get("begin") != null && FORMAT.equals(text(value, "begin"))) {
            return new Begin(text(value, "schema"), text(value, "takenAt"));
        }
        if (value.get("table") != null) {
            return new Table(text(value, "table"), list(value, "columns"), list(value, "binary"));
        }
        try {
            if (value.get("rows") != null) {
                return new TableEnd(Long.parseLong(text(value, "rows")), text(value, "sha256"));
            }
            return new End(Integer.parseInt(text(value, "tables")), text(value, "sha256"));
        } catch (NumberFormatException e) {
            throw new IOException("not a line of a backup", e);
        }
    }

    private static JsonNode texts(Map<String, String> members) {
        SequencedMap<String, JsonNode> nodes = new LinkedHashMap<>();
        members.forEach((name, text) -> nodes.put(name, JsonNode.createStringNode(text)));
        return JsonNode.createObjectNode(nodes);
    }

    private static JsonNode array(List<String> texts) {
        return JsonNode.createArrayNode(texts.stream().map(JsonNode::createStringNode).toList());
    }

    private static String text(JsonNode object, String name) throws IOException {
        var value = Json.at(object, name);
        if (!value.isString()) {
            throw new IOException("not a line of a backup of the format " + FORMAT);
        }
        return value.getStringValue();
    }

    private static List<String> list(JsonNode object, String name) throws IOException {
        var value = Json.at(object, name);
        if (!value.isArray()) {
            throw new IOException("not a line of a backup of the format " + FORMAT);
        }
        return StreamSupport.stream(value.values().spliterator(), false).map(JsonNode::getStringValue).toList();
    }
}
