package io.github.certpulse.platform.json;

import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/// Reads a JSON value of one type within the type's bounds.
@FunctionalInterface
public interface JsonType<T> {

    /// The years that every database can compare.
    int MIN_YEAR = 1970;
    int MAX_YEAR = 9999;

    /// The value; empty where it has another type or lies outside the bounds.
    Optional<T> read(JsonNode value);

    /// Any text.
    static JsonType<String> text() {
        return value -> Optional.of(value).filter(JsonNode::isString).map(JsonNode::getStringValue);
    }

    static JsonType<Boolean> flag() {
        return value -> Optional.of(value).filter(JsonNode::isBoolean).map(JsonNode::getBooleanValue);
    }

    /// A whole number within these bounds; 5, 5.0 and 5E0 are the same number.
    static JsonType<Integer> wholeNumber(int min, int max) {
        return value -> decimal(BigDecimal.valueOf(min), BigDecimal.valueOf(max), 0).read(value)
                .map(BigDecimal::intValueExact);
    }

    /// A number within these bounds with at most this many decimals, not counting zeros at the end.
    static JsonType<BigDecimal> decimal(BigDecimal min, BigDecimal max, int maxDecimals) {
        return value -> Optional.of(value)
                .filter(JsonNode::isNumber)
                .map(JsonNode::getBigDecimalValue)
                // The bounds come first: only a small number may be expanded.
                .filter(number -> number.compareTo(min) >= 0 && number.compareTo(max) <= 0)
                .filter(number -> number.stripTrailingZeros().scale() <= maxDecimals);
    }

    /// A time in ISO-8601 with an offset.
    static JsonType<OffsetDateTime> time() {
        return value -> text().read(value).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /// The same in a parameter of an address, where a plus sign that was not encoded arrives as a space. The year lies
    /// within what every database can compare.
    static JsonType<Instant> timeInAddress() {
        return value -> text().read(value)
                .map(text -> JsonNode.createStringNode(text.strip().replace(' ', '+')))
                .flatMap(time()::read)
                .filter(time -> time.getYear() >= MIN_YEAR && time.getYear() <= MAX_YEAR)
                .map(OffsetDateTime::toInstant);
    }

    /// One of these values, by its name in JSON.
    static <T> JsonType<T> oneOf(T[] values, Function<T, String> word) {
        return value -> text().read(value)
                .flatMap(text -> Arrays.stream(values).filter(each -> word.apply(each).equals(text)).findFirst());
    }

    /// One of an enum's constants, by its name.
    static <T extends Enum<T>> JsonType<T> oneOf(T[] values) {
        return oneOf(values, Enum::name);
    }

    /// The items of an array.
    static JsonType<List<JsonNode>> items() {
        return value -> Optional.of(value)
                .filter(JsonNode::isArray)
                .map(array -> StreamSupport.stream(array.values().spliterator(), false).toList());
    }

    /// The members of an object, in their order.
    static JsonType<SequencedMap<String, JsonNode>> members() {
        return value -> Optional.of(value).filter(JsonNode::isObject).map(object -> {
            var members = new LinkedHashMap<String, JsonNode>();
            object.entries().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
            return members;
        });
    }
}
