package io.github.certpulse.platform.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.micronaut.json.tree.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Reads JSON strictly and writes it canonically, so that equal values have equal bytes.
public final class Json {
    /// How deep objects and arrays may nest.
    public static final int MAX_DEPTH = 32;
    private static final int MAX_IDLE_BUFFERS = 32;
    private static final int MAX_PLAIN_DIGITS = 18;
    private static final JsonFactory FACTORY =
            factory(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());

    private Json() {}

    /// Buffers are shared, because the usual ones belong to a thread, and a virtual thread handles one request.
    static JsonFactory factory(StreamReadConstraints constraints) {
        return JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.newBoundedPool(MAX_IDLE_BUFFERS))
                .streamReadConstraints(constraints)
                .build();
    }

    /// Reads one value from bytes in UTF-8. A lone surrogate becomes U+FFFD, because no database stores it.
    ///
    /// @throws IOException where the bytes are not JSON, contain a member twice, nest deeper than 32, contain a number
    ///                     that cannot be represented, or continue after the value
    public static JsonNode read(byte[] bytes) throws IOException {
        try (var parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            var value = value(parser);
            if (parser.nextToken() != null) {
                throw new IOException("content after the value");
            }
            return value;
        }
    }

    /// The same bytes for the same value: members in the order of their names, numbers without trailing zeros, no white
    /// space. The order of array items belongs to the value.
    public static byte[] canonical(JsonNode value) {
        var bytes = new ByteArrayOutputStream(512);
        try (var generator = FACTORY.createGenerator(bytes)) {
            write(value, generator);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /// The value at a path of member names joined by dots; JSON's null where there is none.
    public static JsonNode at(JsonNode tree, String path) {
        var value = tree;
        for (var name : path.split("\\.")) {
            value = value == null || !value.isObject() ? null : value.get(name);
        }
        return value == null ? JsonNode.nullNode() : value;
    }

    /// All values that are not objects, by path; an array is one value.
    public static SequencedMap<String, JsonNode> leaves(JsonNode tree) {
        var leaves = new LinkedHashMap<String, JsonNode>();
        tree.entries().forEach(member -> {
            if (member.getValue().isObject()) {
                leaves(member.getValue()).forEach((path, value) -> leaves.put(member.getKey() + "." + path, value));
            } else {
                leaves.put(member.getKey(), member.getValue());
            }
        });
        return leaves;
    }

    /// The object that has these values at these paths.
    public static JsonNode nested(Map<String, JsonNode> values) {
        var direct = new LinkedHashMap<String, JsonNode>();
        var below = new LinkedHashMap<String, Map<String, JsonNode>>();
        values.forEach((path, value) -> {
            var dot = path.indexOf('.');
            if (dot < 0) {
                direct.put(path, value);
            } else {
                below.computeIfAbsent(path.substring(0, dot), _ -> new LinkedHashMap<>())
                        .put(path.substring(dot + 1), value);
            }
        });
        below.forEach((name, inner) -> direct.put(name, nested(inner)));
        return JsonNode.createObjectNode(direct);
    }

    /// A JSON merge patch (RFC 7396): members of the patch replace the target's, null removes one.
    public static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        var members = new LinkedHashMap<String, JsonNode>();
        if (target.isObject()) {
            target.entries().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        }
        patch.entries().forEach(entry -> {
            if (entry.getValue().isNull()) {
                members.remove(entry.getKey());
            } else {
                members.put(
                        entry.getKey(),
                        merged(members.getOrDefault(entry.getKey(), JsonNode.nullNode()), entry.getValue()));
            }
        });
        return JsonNode.createObjectNode(members);
    }

    private static JsonNode value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> JsonNode.createStringNode(wellFormed(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonNode.createNumberNode(number(parser));
            case VALUE_TRUE -> JsonNode.createBooleanNode(true);
            case VALUE_FALSE -> JsonNode.createBooleanNode(false);
            case VALUE_NULL -> JsonNode.nullNode();
            case null, default -> throw new IOException("no value");
        };
    }

    private static BigDecimal number(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            // The parser accepts an exponent of any length; BigDecimal takes ten digits.
            throw new IOException("a number with too large an exponent", e);
        }
    }

    private static JsonNode object(JsonParser parser) throws IOException {
        var members = new LinkedHashMap<String, JsonNode>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = wellFormed(parser.currentName());
            parser.nextToken();
            if (members.put(name, value(parser)) != null) {
                throw new IOException("a member twice: " + name);
            }
        }
        return JsonNode.createObjectNode(members);
    }

    private static JsonNode array(JsonParser parser) throws IOException {
        var items = new ArrayList<JsonNode>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return JsonNode.createArrayNode(items);
    }

    private static String wellFormed(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints()
                        .map(
                                point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD
                                        : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }

    private static void write(JsonNode value, JsonGenerator generator) throws IOException {
        if (value.isObject()) {
            var members = new ArrayList<Map.Entry<String, JsonNode>>(value.size());
            value.entries().forEach(members::add);
            members.sort(Map.Entry.comparingByKey());
            generator.writeStartObject();
            for (var member : members) {
                generator.writeFieldName(member.getKey());
                write(member.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value.isArray()) {
            generator.writeStartArray();
            for (var item : value.values()) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else if (value.isString()) {
            generator.writeString(value.getStringValue());
        } else if (value.isNumber()) {
            generator.writeNumber(plain(value.getBigDecimalValue()));
        } else if (value.isBoolean()) {
            generator.writeBoolean(value.getBooleanValue());
        } else {
            generator.writeNull();
        }
    }

    /// Writes whole numbers of up to 18 digits without an exponent, because a strict reader does not accept 1E+1 as an
    /// integer. Larger ones keep the exponent, so that a short text like 1e999999999 stays short.
    private static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        var stripped = number.stripTrailingZeros();
        var digits = (long) stripped.precision() - stripped.scale();
        return stripped.scale() < 0 && digits <= MAX_PLAIN_DIGITS ? stripped.toPlainString() : stripped.toString();
    }
}
