package io.github.certpulse.attack;

import io.github.certpulse.testing.RawConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Other spellings of a path, and headers that some servers take for another path or method. Nobody may get through one
/// of them what is refused without it.
final class PathTricks {
    private static final List<UnaryOperator<String>> SPELLINGS = List.of(
            path -> path,
            path -> "/" + path,
            path -> path + "/",
            path -> path + "//",
            path -> path + "/.",
            path -> path + ";",
            path -> path + ";a=b",
            path -> path + ".json",
            path -> path + "%00",
            path -> path + "%20",
            path -> path + "%0d%0aX:%20y",
            path -> path + "%23",
            path -> path + "?_method=GET",
            path -> "/." + path,
            path -> "/x/.." + path,
            path -> "/static/.." + path,
            path -> "/static/..;" + path,
            path -> "/s/%2e%2e" + path,
            path -> "/health/readiness/.." + path,
            path -> "/%2e" + path,
            path -> path.replaceFirst("/", "/;a=b/"),
            path -> path.replaceFirst("/", "\\\\"),
            path -> path.replaceFirst("(?<=.)/", "//"),
            path -> path.replaceFirst("(?<=.)/", "/./"),
            path -> path.replaceFirst("(?<=.)/", "%2f"),
            path -> path.replaceFirst("(?<=.)/", "%252f"),
            path -> path.replaceFirst("(?<=.)/", "%c0%af"),
            path -> path.toUpperCase(Locale.ROOT),
            path -> "/" + "%%%02x".formatted((int) path.charAt(1)) + path.substring(2),
            path -> "http://localhost" + path,
            path -> "http://anonymous@localhost" + path);
    private static final List<String> HEADERS = List.of(
            "X-Original-URL: %s",
            "X-Rewrite-URL: %s",
            "X-HTTP-Method-Override: GET",
            "X-Forwarded-For: 127.0.0.1",
            "X-Forwarded-Prefix: /s",
            "Forwarded: for=127.0.0.1",
            "Authorization: Bearer null",
            "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
            "Cookie: certpulse_session=null");
    private final URI service;

    PathTricks(URI service) {
        this.service = service;
    }

    /// What a stranger gets in who asks for a path that is not for strangers.
    ///
    /// @return the requests that were answered with a success or an error of the server, and how
    List<String> faults(String method, String path) {
        var faults = new ArrayList<String>();
        SPELLINGS.stream()
                .map(spelling -> spelling.apply(path))
                .distinct()
                .forEach(spelled -> faults.addAll(fault(method, spelled)));
        for (var header : HEADERS) {
            faults.addAll(fault(method, path, header.formatted(path)));
        }
        faults.addAll(fault(method, "/s/ABCDEFGHJKM", "X-Original-URL: " + path));
        for (var other : List.of("HEAD", "TRACE", "PROPFIND", "get", "GET\t")) {
            faults.addAll(fault(other, path));
        }
        return faults;
    }

    private List<String> fault(String method, String path, String... headers) {
        var line = "%s %s HTTP/1.1".formatted(method, path);
        try (var connection = RawConnection.to(service)) {
            var lines = Stream.concat(
                    Stream.of(line, "Host: localhost", "Connection: close", "Content-Length: 0"),
                    Stream.of(headers));
            connection.head(lines.toArray(String[]::new));
            var answer = connection.rest();
            var status = answer.isEmpty() ? 400 : Integer.parseInt(answer.split("[ \r]")[1]);
            return status < 300 || status >= 500
                    ? List.of("%s %s -> %d".formatted(line, String.join(", ", headers), status))
                    : List.of();
        }
    }
}
