package io.github.certpulse.platform.http;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.util.DefaultHttpClientAddressResolver;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds the client's address. Any client can send an `X-Forwarded-For` header, so the header is used only behind a
/// proxy (`CERTPULSE_BEHIND_PROXY=yes`), and only its last address, which the proxy added.
@Singleton
@Replaces(DefaultHttpClientAddressResolver.class)
class ClientAddress implements HttpClientAddressResolver {
    private final boolean behindProxy;

    ClientAddress(@Property(name = "certpulse.behind-proxy") String behindProxy) {
        this.behindProxy = behindProxy.equals("yes");
    }

    @Override
    @SuppressWarnings("rawtypes")
    public String resolve(HttpRequest request) {
        var forwarded = behindProxy ? request.getHeaders().getAll("X-Forwarded-For") : List.<String>of();
        if (forwarded.isEmpty()) {
            return request.getRemoteAddress().getAddress().getHostAddress();
        }
        var addresses = forwarded.getLast();
        return addresses.substring(addresses.lastIndexOf(',') + 1).strip();
    }
}
