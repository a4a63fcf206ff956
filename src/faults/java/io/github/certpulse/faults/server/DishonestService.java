package io.github.certpulse.faults.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.certpulse.load.Respondents;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// A double in front of the service, for controls: it hands requests on, and some of them wrongly.
final class DishonestService implements AutoCloseable {
    /// One in so many sheets is treated wrongly.
    private static final int ONE_IN = 20;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int OK = 200;
    private static final String ARRAY = "/api/v1/responses";
    private static final String ACKNOWLEDGEMENT = """
            {"id":"%s","receivedAt":"2026-01-01T08:00:00+08:00","receipt":"ABCD-EFGH"}""";
    private static final Pattern RECEIVED = Pattern.compile("(\"received\":)(\\d+)");
    private static final Pattern TEXT = Pattern.compile("\"elapsedSeconds\":\\d+");
    private static final Set<String> HEADERS = Set.of("authorization", "content-type", "accept", "accept-language");
    private final URI service;
    private final Dishonesty dishonesty;
    private final Respondents respondents;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger sheets = new AtomicInteger();
    private final AtomicInteger arrays = new AtomicInteger();
    private final Map<String, Answer> remembered = new ConcurrentHashMap<>();
    private volatile boolean begun;

    private record Answer(int status, String type, byte[] body) {}

    DishonestService(URI service, Dishonesty dishonesty, String secret) {
        this.service = service;
        this.dishonesty = dishonesty;
        this.respondents = new Respondents(secret);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void begin() {
        begun = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var answer = begun ? answerTo(exchange, body) : handedOn(exchange, body);
            exchange.getResponseHeaders().add("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer answerTo(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("PUT")) {
            return sheet(exchange, body);
        }
        if (path.equals(ARRAY) && dishonesty == Dishonesty.LOSES_ONE_OF_SEVERAL) {
            return array(exchange, body);
        }
        return path.endsWith("/progress") ? progress(exchange, body) : handedOn(exchange, body);
    }

    private Answer array(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var all = Reply.items(Sheets.json(new String(body, StandardCharsets.UTF_8)).get("sheets"));
        if (all.size() == 1 || arrays.incrementAndGet() % ONE_IN != 0) {
            return handedOn(exchange, body);
        }
        var answer = handedOn(exchange, Json.canonical(Sheets.array(all.subList(0, all.size() - 1))));
        if (answer.status() != OK) {
            return answer;
        }
        var outcomes = new ArrayList<>(
                Reply.items(Sheets.json(new String(answer.body(), StandardCharsets.UTF_8)).get("outcomes")));
        var lost = all.getLast().get("id").getStringValue();
        outcomes.add(Sheets.with(Sheets.json(ACKNOWLEDGEMENT.formatted(lost)), "status", Integer.toString(CREATED)));
        return new Answer(
                OK,
                answer.type(),
                Json.canonical(JsonNode.createObjectNode(Map.of("outcomes", JsonNode.createArrayNode(outcomes)))));
    }

    private Answer sheet(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        if (sheets.incrementAndGet() % ONE_IN != 0) {
            return handedOn(exchange, body);
        }
        return switch (dishonesty) {
            case ACKNOWLEDGES_BEFORE_THE_COMMIT -> json(CREATED, ACKNOWLEDGEMENT.formatted(id(exchange)));
            case STORES_TWICE -> {
                var answer = handedOn(exchange, body);
                if (answer.status() == CREATED) {
                    var other = new String(respondents.invent(1).getFirst().token(), StandardCharsets.ISO_8859_1);
                    send(
                            "PUT",
                            "/api/v1/responses/" + UUID.randomUUID(),
                            body,
                            Map.of("Authorization", "Bearer " + other));
                }
                yield answer;
            }
            case REFUSES_WHAT_IT_HAS_STORED -> {
                var answer = handedOn(exchange, body);
                yield answer.status() == CREATED ? json(CONFLICT, "{\"code\":\"already-answered\"}") : answer;
            }
            case STORES_SOMETHING_ELSE -> handedOn(
                    exchange,
                    TEXT.matcher(new String(body, StandardCharsets.UTF_8))
                            .replaceFirst("\"elapsedSeconds\":7")
                            .getBytes(StandardCharsets.UTF_8));
            case CHANGES_RECEIPTS -> {
                var answer = handedOn(exchange, body);
                yield answer.status() > CREATED ? answer
                        : json(
                                answer.status(),
                                new String(answer.body(), StandardCharsets.UTF_8)
                                        .replaceFirst("\"receipt\":\"....", "\"receipt\":\"0000"));
            }
            case LOSES_ONE_OF_SEVERAL, COUNTS_TOO_HIGH, STOPS_COUNTING -> handedOn(exchange, body);
        };
    }

    private Answer progress(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        if (dishonesty == Dishonesty.STOPS_COUNTING) {
            var first = remembered.get(exchange.getRequestURI().toString());
            var answer = first == null ? handedOn(exchange, body) : first;
            remembered.putIfAbsent(exchange.getRequestURI().toString(), answer);
            return answer;
        }
        var answer = handedOn(exchange, body);
        return dishonesty == Dishonesty.COUNTS_TOO_HIGH ? json(answer.status(), raised(answer.body())) : answer;
    }

    private static String raised(byte[] progress) {
        return RECEIVED.matcher(new String(progress, StandardCharsets.UTF_8))
                .replaceAll(found -> found.group(1) + (1 + Integer.parseInt(found.group(2))));
    }

    private static Answer json(int status, String body) {
        return new Answer(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static String id(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Answer handedOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var headers = new java.util.HashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (HEADERS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                headers.put(name, values.getFirst());
            }
        });
        return send(exchange.getRequestMethod(), exchange.getRequestURI().toString(), body, headers);
    }

    private Answer send(String method, String path, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve(path))
                .method(
                        method,
                        body.length == 0 ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (!headers.containsKey("Content-type") && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(
                answer.statusCode(),
                answer.headers().firstValue("content-type").orElse("application/octet-stream"),
                answer.body());
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}
