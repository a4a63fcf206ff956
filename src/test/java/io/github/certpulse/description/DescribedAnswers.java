package io.github.certpulse.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import io.github.certpulse.testing.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Compares answers of the service with the description of the interface.
final class DescribedAnswers {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V7,
            builder -> builder.metaSchema(OpenApi30.getInstance())
                    .defaultMetaSchemaIri(OpenApi30.getInstance().getIri()));
    private final ObjectMapper mapper = new ObjectMapper();
    private final Mapping document;

    DescribedAnswers(Mapping document) {
        this.document = document;
    }

    /// In what an answer differs from its description; empty where it does not.
    ///
    /// @param path as in the description, with its variables
    List<String> faults(String method, String path, Reply reply) {
        var operation = operation(method, path);
        var response = operation.member("responses").find(Integer.toString(reply.status()));
        if (response.isEmpty()) {
            return List.of("%s %s is answered %d %s".formatted(method, path, reply.status(), reply.text()));
        }
        var type = reply.header("content-type").replaceAll(";.*", "");
        var content = response.get().find("content");
        if (content.isEmpty()) {
            return reply.body().length == 0 ? List.of() : List.of("%s %s has a body: %s".formatted(method, path, type));
        }
        var media = content.get().find(type);
        if (media.isEmpty()) {
            return List.of("%s %s %d has the type %s".formatted(method, path, reply.status(), type));
        }
        return type.endsWith("json")
                ? violations(media.get().member("schema"), reply.body()).stream()
                        .map(fault -> "%s %s %d: %s".formatted(method, path, reply.status(), fault))
                        .toList()
                : List.of();
    }

    /// In what the body of a request differs from its description.
    List<String> bodyFaults(String method, String path, byte[] body) {
        var schema = operation(method, path).member("requestBody")
                .member("content")
                .member("application/json")
                .member("schema");
        return violations(schema, body);
    }

    private Mapping operation(String method, String path) {
        return document.member("paths").member(path).member(method.toLowerCase(Locale.ROOT));
    }

    private List<String> violations(Mapping schema, byte[] json) {
        var components = document.member("components");
        var root = Mapping.of("allOf", List.of(schema.members()), "components", components.members());
        return SCHEMAS.getSchema(mapper.<JsonNode>valueToTree(root.members()))
                .validate(tree(json))
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private JsonNode tree(byte[] json) {
        try {
            return mapper.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The operations with a method, by path.
    Map<String, Mapping> operations(String method) {
        var found = new LinkedHashMap<String, Mapping>();
        document.member("paths").members().forEach((path, item) -> {
            Optional<Mapping> operation = Mapping.from(item).find(method);
            operation.ifPresent(each -> found.put(path, each));
        });
        return found;
    }
}
