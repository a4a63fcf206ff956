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

/// The URL at which phones reach the service: `CERTPULSE_PUBLIC_URL`, or localhost if that is not set.
@Singleton
public class PublicUrl {
    private static final Pattern LOOPBACK = Pattern.compile(
            "(.+\\.)?localhost\\.?|127(\\.\\d+){1,3}|0\\.0\\.0\\.0|\\[(0*:)*:?0*1?]");
    private final Optional<String> configured;
    private volatile String local = "http://localhost";

    PublicUrl(@Property(name = "certpulse.public-url") Optional<String> configured) {
        this.configured = configured.filter(url -> !url.isBlank()).map(url -> url.replaceAll("/+$", ""));
    }

    /// A URL that opens only on the service's own computer.
    ///
    /// @param refused whether printing is refused: the URL is not configured, and the campaign is not a sample
    public record LocalAddress(String base, boolean refused) {}

    @EventListener
    void started(ServerStartupEvent event) {
        local = "http://localhost:" + event.getSource().getPort();
    }

    /// The URL without a slash at the end.
    public String base() {
        return configured.orElse(local);
    }

    /// Whether browsers may send cookies over encrypted connections only.
    public boolean isHttps() {
        return base().startsWith("https:");
    }

    /// The URL in the QR code of an entry code.
    public String entryUrl(EntryCode code) {
        return base() + "/s/" + code.text();
    }

    /// Whether phones cannot reach the URL.
    public boolean isLocal() {
        return Optional.ofNullable(URI.create(base()).getHost()).filter(LOOPBACK.asMatchPredicate()).isPresent();
    }

    /// The warning for pages with codes of a campaign; empty if phones can reach the URL.
    public Optional<LocalAddress> localAddress(Campaign campaign) {
        return isLocal() ? Optional.of(new LocalAddress(base(), isRefused(campaign))) : Optional.empty();
    }

    /// Refuses to print codes that phones cannot open. A local URL that the operator has configured is accepted.
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
