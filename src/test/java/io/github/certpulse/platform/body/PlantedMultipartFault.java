package io.github.certpulse.platform.body;

import com.code_intelligence.jazzer.api.BugDetectors;
import io.github.certpulse.testing.PlantedServer;
import io.github.certpulse.testing.RawConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A fault that a search through forms must find.
public final class PlantedMultipartFault {
    private static final PlantedServer SERVER = PlantedServer.answering(exchange -> {
        try {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            return body.contains("Content-Transfer-Encoding: x") ? 500 : 400;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    });

    private PlantedMultipartFault() {}

    public static void fuzzerTestOneInput(byte[] form) {
        BugDetectors.allowNetworkConnections();
        try (var connection = RawConnection.to(SERVER.url())) {
            var answer =
                    connection.head("POST / HTTP/1.1", "Host: x", "Content-Length: " + form.length).send(form).answer();
            if (answer.startsWith("HTTP/1.1 5")) {
                throw new IllegalStateException("planted");
            }
        }
    }
}
