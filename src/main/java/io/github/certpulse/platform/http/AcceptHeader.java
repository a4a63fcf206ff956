package io.github.certpulse.platform.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;

/// Chooses between two media types of one address by the `Accept` header (RFC 9110, 12.5.1).
public final class AcceptHeader {
    private AcceptHeader() {}

    /// Whether the client prefers the other type to the default. A client whose `Accept` contains neither gets the
    /// default.
    public static boolean prefers(HttpHeaders headers, MediaType other, MediaType byDefault) {
        return headers.accept()
                .stream()
                .filter(type -> type.equals(other) || type.equals(byDefault))
                .findFirst()
                .filter(other::equals)
                .isPresent();
    }
}
