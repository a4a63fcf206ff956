package io.github.certpulse.platform.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.RawConnection;
import io.github.certpulse.testing.TestService;
import io.micronaut.web.router.Router;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No address takes a body without end.
@Fast
class EveryBodyTest {
    private final TestService service = TestService.shared();

    /// Whether the route reads its body or not.
    @Test
    void boundsTheBodyOfEveryRoute() {
        var limits = service.bean(BodyLimits.class);
        var office = service.office();
        var faults = new ArrayList<String>();
        var bounded = new AtomicInteger();
        service.bean(Router.class).uriRoutes().forEach(route -> {
            var path = route.getUriMatchTemplate().toPathString().replaceAll("\\{[^}]*}", "x");
            // The limit of an address that takes files holds for all its methods.
            var limit = limits.limitOf(path);
            if (limit != BodyLimit.FILE) {
                var type = route.getConsumes().stream().findFirst().map(Object::toString).orElse("application/json");
                var method = route.getHttpMethodName();
                var reply = office.send(method, path, chunked(new byte[limit.bytes() + 1]), "Content-Type", type);
                if (reply.status() == 413) {
                    bounded.incrementAndGet();
                } else if (!Set.of(401, 403).contains(reply.status())) {
                    faults.add(method + " " + path + " " + reply.status());
                }
            }
        });
        for (var path : List.of("/nowhere", "/static/page.css", "/openapi/certpulse.yml", "/health/liveness")) {
            for (var method : List.of("GET", "POST", "DELETE")) {
                var tooLong = new byte[BodyLimit.FORM.bytes() + 1];
                var reply = office.send(method, path, chunked(tooLong), "Content-Type", "application/json");
                if (reply.status() != 413) {
                    faults.add(method + " " + path + " " + reply.status());
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(bounded.get()).isGreaterThan(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked", "Content-Length: 100000000"})
    void stopsReadingABodyThatDoesNotEnd(String length) {
        try (var connection = RawConnection.to(service.url())) {
            connection.head(
                    "POST /api/v1/web/sessions HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: application/json",
                    length);
            var piece = "10000\r\n" + "a".repeat(65_536) + "\r\n";
            assertThat(connection.sendIfOpen(piece.repeat(2))).isTrue();
            assertThat(connection.answer()).startsWith("HTTP/1.1 413");
            var sent = 2;
            while (sent < 800 && connection.sendIfOpen(piece)) {
                sent++;
            }
            // 25 MiB, and what the system buffers.
            assertThat(sent).isBetween(390, 620);
        }
        service.stranger().get("/health/readiness").expect(200);
    }

    private static java.net.http.HttpRequest.BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }
}
