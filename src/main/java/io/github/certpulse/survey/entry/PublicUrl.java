package io.github.certpulse.survey.entry;

import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// The address at which people's phones reach the service: `CERTPULSE_PUBLIC_URL`, or this machine's own.
@Singleton
public class PublicUrl {
    private static final Pattern LOOPBACK = Pattern.compile(
            "(.+\\.)?localhost\\.?|127(\\.\\d+){1,3}|0\\.0\\.0\\.0|\\[(0*:)*:?0*1?]");
    private final Optional<String> configured;
    private volatile String local = "http://localhost";

    PublicUrl(@Property(name = "certpulse.public-url") Optional<String> configured) {
        this.configured = configured.filter(url -> !url.isBlank()).map(url -> url.replaceAll("/+$", ""));
    }

    /// An address that opens on the service's own computer and nowhere else.
    ///
    /// @param refused whether nothing with it is printed: nobody has set it, and the campaign is no sample
    public record LocalAddress(String base, boolean refused) {}

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

    /// Whether no phone reaches the address.
    public boolean isLocal() {
        return Optional.ofNullable(URI.create(base()).getHost()).filter(LOOPBACK.asMatchPredicate()).isPresent();
    }

    /// What a page with codes of the campaign has to warn of; empty where phones reach the address.
    public Optional<LocalAddress> localAddress(Campaign campaign) {
        return isLocal() ? Optional.of(new LocalAddress(base(), isRefused(campaign))) : Optional.empty();
    }

    /// Refuses what would be printed in vain. Whoever has set a local address knows what it is for.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `public-url-missing`
    public void checkPrintable(Campaign campaign) {
        if (isRefused(campaign)) {
            throw Problem.PUBLIC_URL_MISSING.because(
                    ("二维码中的网址 %s 只在运行本系统的电脑上能打开。请系统管理员把 CERTPULSE_PUBLIC_URL "
                            + "设为手机能打开的网址，重启服务后再打印")
                            .formatted(base()),
                    "The codes say %s, which opens on the service's own computer only. ".formatted(base())
                            + "Set CERTPULSE_PUBLIC_URL to the address that phones open, restart, then print");
        }
    }

    private boolean isRefused(Campaign campaign) {
        return configured.isEmpty() && !campaign.sample();
    }
}
