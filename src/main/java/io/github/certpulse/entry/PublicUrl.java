package io.github.certpulse.entry;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The address at which people's phones reach the service: `CERTPULSE_PUBLIC_URL`, or this machine's own.
@Singleton
public class PublicUrl {
    private final Optional<String> configured;
    private volatile String local = "http://localhost";

    PublicUrl(@Property(name = "certpulse.public-url") Optional<String> configured) {
        this.configured = configured.filter(url -> !url.isBlank()).map(url -> url.replaceAll("/+$", ""));
    }

    @EventListener
    void started(ServerStartupEvent event) {
        local = "http://localhost:" + event.getSource().getPort();
    }

    /// Without a slash at the end.
    public String base() {
        return configured.orElse(local);
    }

    /// What the printed code says.
    public String of(EntryCode code) {
        return base() + "/s/" + code.text();
    }
}
