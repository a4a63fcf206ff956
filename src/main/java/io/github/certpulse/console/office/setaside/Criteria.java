package io.github.certpulse.console.office.setaside;

import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.platform.time.Time;
import io.micronaut.json.tree.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The fields of the form by which responses are chosen, as the person filled them in. Empty fields are left out.
///
/// @param values by name; the names are those of the API's filter, and times may lack an offset: then they are China's
public record Criteria(SequencedMap<String, String> values) {
    static final Criteria NONE = new Criteria(new LinkedHashMap<>());
    private static final List<String> NAMES =
            List.of("flag", "school", "certificate", "role", "channel", "from", "to");
    private static final List<String> TIMES = List.of("from", "to");

    /// Takes what belongs to the form; other fields are ignored.
    static Criteria from(Map<String, String> fields) {
        var values = new LinkedHashMap<String, String>();
        for (var name : NAMES) {
            var value = fields.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        }
        return new Criteria(values);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /// The value of a form's field for a time in China.
    public String field(String name) {
        var given = value(name);
        try {
            return ShownTime.second(OffsetDateTime.parse(given.replace(' ', '+')).toInstant()).replace(' ', 'T');
        } catch (DateTimeException withoutOffset) {
            return given;
        }
    }

    /// The body of the API's request.
    ///
    /// @param reason empty for a preview
    JsonNode form(String reason) {
        var filter = new LinkedHashMap<String, JsonNode>();
        values.forEach(
                (name, value) -> filter
                        .put(name, JsonNode.createStringNode(TIMES.contains(name) ? withOffset(value) : value)));
        return JsonNode.createObjectNode(
                Map.of("reason", JsonNode.createStringNode(reason), "filter", JsonNode.createObjectNode(filter)));
    }

    private static String withOffset(String time) {
        try {
            return LocalDateTime.parse(time).atOffset(Time.ZONE.getRules().getOffset(Instant.EPOCH)).toString();
        } catch (DateTimeException other) {
            return time.replace(' ', '+');
        }
    }
}
