package io.github.certpulse.platform.audit;

import io.github.certpulse.platform.id.Ids;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;
import java.time.Clock;
import java.util.Map;

/// Records who did what, when, from where. The row is written in the transaction of the action: both are committed, or
/// neither.
@Singleton
public class AuditTrail {
    private static final String SYSTEM = "system";
    private static final int MAX_ADDRESS_LENGTH = 64;
    private final AuditRepository rows;
    private final HttpClientAddressResolver addresses;
    private final JsonMapper json;
    private final Clock clock;
    private final Ids ids;

    AuditTrail(AuditRepository rows, HttpClientAddressResolver addresses, JsonMapper json, Clock clock, Ids ids) {
        this.rows = rows;
        this.addresses = addresses;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
    }

    /// Records an action of the current request's person; outside of a request the actor is `system`.
    @EventListener
    void record(AuditEvent event) {
        var request = ServerRequestContext.currentRequest();
        record(
                request.flatMap(found -> found.getUserPrincipal().map(Principal::getName)).orElse(SYSTEM),
                request.map(addresses::resolve).orElse(""),
                event.action(),
                event.target(),
                event.facts());
    }

    public void record(String username, String address, AuditAction action, String target, Map<String, Object> facts) {
        try {
            rows.save(
                    new AuditRow(
                            ids.next(),
                            clock.instant(),
                            username,
                            shortened(address),
                            action.text(),
                            target,
                            json.writeValueAsString(facts)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An address may come from a header and be too long for the column; that must not prevent a sign-in.
    private static String shortened(String address) {
        return address.substring(0, Math.min(address.length(), MAX_ADDRESS_LENGTH));
    }
}
