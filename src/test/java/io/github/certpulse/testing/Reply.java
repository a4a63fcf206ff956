package io.github.certpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/// An answer of the service.
public record Reply(int status, HttpHeaders headers, byte[] body) {

    static Reply of(HttpResponse<byte[]> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return Json.read(body);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + text(), e);
        }
    }

    /// The value at a path such as `schools.0.total.teachers.required`; null where there is none.
    public JsonNode at(String path) {
        return at(json(), path);
    }

    public static JsonNode at(JsonNode from, String path) {
        var value = from;
        for (var name : path.split("\\.")) {
            value = value == null ? null : value.isArray() ? value.get(Integer.parseInt(name)) : value.get(name);
        }
        return value;
    }

    public String string(String path) {
        return at(path).getStringValue();
    }

    public int number(String path) {
        return at(path).getIntValue();
    }

    public List<JsonNode> list(String path) {
        return items(at(path));
    }

    /// An array's items.
    public static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.values().spliterator(), false).toList();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// The violations as `field code`, in the order of the answer.
    public List<String> violations() {
        return list("violations").stream()
                .map(
                        violation -> violation.get("field").getStringValue() + " "
                                + violation.get("code").getStringValue())
                .toList();
    }

    /// This reply; fails where the status is another one.
    public Reply expect(int expected) {
        assertThat(status).as(() -> text()).isEqualTo(expected);
        return this;
    }

    /// This reply; fails where it is not a complete document of this problem.
    public Reply expectProblem(int expected, String code) {
        expect(expected);
        assertThat(header("content-type")).startsWith("application/problem+json");
        assertThat(string("code")).isEqualTo(code);
        assertThat(number("status")).isEqualTo(expected);
        assertThat(string("title")).isNotBlank();
        return this;
    }
}
