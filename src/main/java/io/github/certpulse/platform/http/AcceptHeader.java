package io.github.certpulse.platform.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;

/// Which form of a body a client asks for, where one address has two (RFC 9110, 12.5.1).
public final class AcceptHeader {
    private AcceptHeader() {}

    /// Whether the client prefers another form to the usual one. A client that names neither in `Accept` gets the usual
    /// one.
    public static boolean prefers(HttpHeaders headers, MediaType other, MediaType usual) {
        return headers.accept()
                .stream()
                .filter(type -> type.equals(other) || type.equals(usual))
                .findFirst()
                .filter(other::equals)
                .isPresent();
    }
}
