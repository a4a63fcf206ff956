package io.github.certpulse.console.office.setup;

import io.github.certpulse.platform.time.Time;
import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.StreamSupport;

/// The kind of a field of a campaign: how people write it and how the interface writes it.
enum FieldKind {
    TEXT, TIME, NUMBER,
    /// In per cent; the interface takes a share of 0 to 1.
    PERCENT,
    LIST, FLAG;

    static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
    private static final int MAX_NUMBER_LENGTH = 30;

    /// What was filled in, as the interface takes it. A value that cannot be read stays a text.
    ///
    /// @param values stripped, none of them empty
    JsonNode node(List<String> values) {
        return switch (this) {
            case LIST -> JsonNode.createArrayNode(values.stream().map(JsonNode::createStringNode).toList());
            case FLAG -> JsonNode.createBooleanNode(values.contains("true"));
            case TEXT -> values.isEmpty() ? JsonNode.nullNode() : JsonNode.createStringNode(values.getFirst());
            case TIME -> values.isEmpty() ? JsonNode.nullNode() : JsonNode.createStringNode(time(values.getFirst()));
            case NUMBER -> values.isEmpty() ? JsonNode.nullNode() : number(values.getFirst(), 0);
            case PERCENT -> values.isEmpty() ? JsonNode.nullNode() : number(values.getFirst(), 2);
        };
    }

    private static String time(String text) {
        try {
            return LocalDateTime.parse(text).atZone(Time.ZONE).toOffsetDateTime().toString();
        } catch (DateTimeException unreadable) {
            return text;
        }
    }

    /// A number in scientific notation is not expanded: `1E999999999` would need a gigabyte.
    private static JsonNode number(String text, int decimals) {
        try {
            return text.length() > MAX_NUMBER_LENGTH ? JsonNode.createStringNode(text)
                    : JsonNode.createNumberNode(new BigDecimal(text).scaleByPowerOfTen(-decimals));
        } catch (NumberFormatException | ArithmeticException unreadable) {
            return JsonNode.createStringNode(text);
        }
    }

    /// A value of the interface, as people fill it in.
    List<String> texts(JsonNode value) {
        if (value.isNull()) {
            return List.of();
        }
        return switch (this) {
            case TEXT -> List.of(value.getStringValue());
            case TIME ->
                    List.of(LOCAL.format(OffsetDateTime.parse(value.getStringValue()).atZoneSameInstant(Time.ZONE)));
            case NUMBER -> List.of(String.valueOf(value.getIntValue()));
            case PERCENT -> List.of(percent(value.getBigDecimalValue()));
            case LIST ->
                    StreamSupport.stream(value.values().spliterator(), false).map(JsonNode::getStringValue).toList();
            case FLAG -> value.getBooleanValue() ? List.of("true") : List.of();
        };
    }

    /// A share in per cent, such as 1.5 for 0.015.
    static String percent(BigDecimal share) {
        var hundredth = share.movePointRight(2).stripTrailingZeros();
        return hundredth.signum() == 0 ? "0" : hundredth.toPlainString();
    }
}
