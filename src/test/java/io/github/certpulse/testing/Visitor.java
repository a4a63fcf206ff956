package io.github.certpulse.testing;

import io.github.certpulse.platform.json.Json;
import io.micronaut.json.tree.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A person who uses the service over real HTTP, with or without a token, and keeps its cookies.
public final class Visitor {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private final URI base;
    private final String token;
    private final HttpClient client;

    private Visitor(URI base, String token, HttpClient client) {
        this.base = base;
        this.token = token;
        this.client = client;
    }

    public static Visitor at(URI base) {
        return new Visitor(
                base,
                "",
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .cookieHandler(new CookieManager())
                        .build());
    }

    /// A person at another address of this machine, within 127.0.0.0/8.
    public static Visitor from(String address, URI base) {
        try {
            var client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .cookieHandler(new CookieManager())
                    .localAddress(InetAddress.getByName(address))
                    .build();
            return new Visitor(URI.create("http://127.0.0.1:" + base.getPort()), "", client);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// The same person with a token.
    public Visitor with(String newToken) {
        return new Visitor(base, newToken, client);
    }

    /// The same person, with the same cookies and no token, at another address of the service.
    public Visitor on(URI newBase) {
        return new Visitor(newBase, "", client);
    }

    public String token() {
        return token;
    }

    public URI base() {
        return base;
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public Reply post(String path, String json, String... headers) {
        return send("POST", path, BodyPublishers.ofString(json), with(headers, "Content-Type", "application/json"));
    }

    public Reply post(String path, JsonNode json) {
        return post(path, new String(Json.canonical(json), StandardCharsets.UTF_8));
    }

    /// Sends a form as a page's script does.
    public Reply submit(String path, String fields) {
        return send(
                "POST",
                path,
                BodyPublishers.ofString(fields),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "HX-Request",
                "true");
    }

    public Reply put(String path, JsonNode json) {
        return put(path, Json.canonical(json));
    }

    public Reply put(String path, byte[] body, String... headers) {
        return send("PUT", path, BodyPublishers.ofByteArray(body), with(headers, "Content-Type", "application/json"));
    }

    public Reply patch(String path, String json) {
        return send("PATCH", path, BodyPublishers.ofString(json), "Content-Type", "application/json");
    }

    public Reply delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /// Sends a file as the part `file` of a form.
    public Reply upload(String path, String fileName, byte[] content, String... headers) {
        var boundary = "----certpulse";
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + fileName
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(
                "POST",
                path,
                BodyPublishers.ofByteArray(body.toByteArray()),
                with(headers, "Content-Type", "multipart/form-data; boundary=" + boundary));
    }

    public Reply send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        try {
            return Reply.of(client.send(request(method, path, body, headers), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest request(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    public HttpClient client() {
        return client;
    }

    private static String[] with(String[] headers, String name, String value) {
        var all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = name;
        all[headers.length + 1] = value;
        return all;
    }
}
