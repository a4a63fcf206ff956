package io.github.certpulse.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Makes requests from an OpenAPI description: operations, parameters and bodies as they are described, and at random
/// places something else.
final class OpenApiFuzzer {
    private static final double ODD = 0.15;
    private static final int MAX_DEPTH = 6;
    private final Map<String, Object> description;
    private final Map<String, List<String>> known;
    private final RandomGenerator random;
    private final OddValues odd;
    private final List<Operation> operations = new ArrayList<>();

    private record Operation(String method, String path, Map<String, Object> content) {}

    /// @param contentType empty where there is no body
    record Request(String method, String path, String contentType, byte[] body) {

        @Override
        public String toString() {
            return "%s %s %s %s".formatted(method, path, contentType, new String(body, UTF_8));
        }
    }

    /// @param description the parsed document
    /// @param known       values of parameters and members that exist, by name
    OpenApiFuzzer(Map<String, Object> description, Map<String, List<String>> known, RandomGenerator random) {
        this.description = description;
        this.known = known;
        this.random = random;
        this.odd = new OddValues(random);
        object(description, "paths").forEach((path, item) -> cast(item).forEach((method, content) -> {
            // A stream of events does not end.
            if (!path.endsWith("/live")) {
                operations.add(new Operation(method.toUpperCase(Locale.ROOT), path, cast(content)));
            }
        }));
    }

    Request next() {
        var operation = odd.one(operations);
        var path = operation.path();
        var query = new ArrayList<String>();
        for (var parameter : list(operation.content(), "parameters")) {
            var name = String.valueOf(parameter.get("name"));
            var value = text(name, resolved(object(parameter, "schema")));
            if ("path".equals(parameter.get("in"))) {
                path = path.replace("{" + name + "}", encoded(value));
            } else if ("query".equals(parameter.get("in")) && random.nextInt(3) > 0) {
                query.add(name + "=" + encoded(value));
            }
        }
        var whole = query.isEmpty() ? path : path + "?" + String.join("&", query);
        return withBody(operation, whole);
    }

    private Request withBody(Operation operation, String path) {
        var contents = object(object(operation.content(), "requestBody"), "content");
        if (contents.isEmpty()) {
            return new Request(operation.method(), path, "", new byte[0]);
        }
        var type = odd.one(List.copyOf(contents.keySet()));
        if (type.startsWith("multipart")) {
            var form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--x--\r\n"
                    .formatted(odd.text().replaceAll("[\r\n\"]", ""), odd.text());
            return new Request(operation.method(), path, type + "; boundary=x", form.getBytes(UTF_8));
        }
        var body = random.nextDouble() < ODD
                ? odd.body()
                : json("body", resolved(object(object(contents, type), "schema")), 0);
        return new Request(operation.method(), path, type, body.getBytes(UTF_8));
    }

    private String text(String name, Map<String, Object> schema) {
        if (random.nextDouble() < ODD) {
            return odd.text();
        }
        var values = known.getOrDefault(name, List.of());
        if (!values.isEmpty()) {
            return odd.one(values);
        }
        return schema.get("enum") instanceof List<?> constants
                ? String.valueOf(odd.one(constants))
                : "integer".equals(schema.get("type")) ? Integer.toString(random.nextInt(100)) : odd.text();
    }

    private String json(String name, Map<String, Object> schema, int depth) {
        if (random.nextDouble() < ODD / 2 || depth > MAX_DEPTH) {
            return odd.json();
        }
        if (schema.get("oneOf") instanceof List<?> kinds) {
            return json(name, resolved(cast(odd.one(kinds))), depth + 1);
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "object" -> members(schema, depth);
            case "array" -> "[" + json(name, resolved(object(schema, "items")), depth + 1) + "]";
            case "integer", "number" -> Integer.toString(random.nextInt(-2, 40));
            case "boolean" -> Boolean.toString(random.nextBoolean());
            default -> quoted(text(name, schema));
        };
    }

    private String members(Map<String, Object> schema, int depth) {
        var members = new ArrayList<String>();
        object(schema, "properties").forEach((name, member) -> {
            if (random.nextInt(8) > 0) {
                members.add(quoted(name) + ":" + json(name, resolved(cast(member)), depth + 1));
            }
        });
        if (random.nextDouble() < ODD) {
            members.add(quoted(odd.text()) + ":" + odd.json());
        }
        return "{" + String.join(",", members) + "}";
    }

    /// The schema that a reference names.
    private Map<String, Object> resolved(Map<String, Object> schema) {
        if (!(schema.get("$ref") instanceof String reference)) {
            return schema;
        }
        var name = reference.substring(reference.lastIndexOf('/') + 1);
        return object(object(object(description, "components"), "schemas"), name);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var character : text.toCharArray()) {
            quoted.append(
                    character < ' ' || character == '"' || character == '\\'
                            ? "\\u%04x".formatted((int) character)
                            : String.valueOf(character));
        }
        return quoted.append('"').toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static Map<String, Object> object(Map<String, Object> from, String name) {
        return from.get(name) instanceof Map<?, ?> found ? cast(found) : Map.of();
    }

    private static List<Map<String, Object>> list(Map<String, Object> from, String name) {
        return from.get(name) instanceof List<?> found ? found.stream().map(OpenApiFuzzer::cast).toList() : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object value) {
        return (Map<String, Object>) value;
    }
}
