package io.github.certpulse.output.export;

import io.github.certpulse.output.export.Download.Writing;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Sends a campaign's files: where there is a place for one more download, after it was put on record, and followed
/// where the client gave it a name.
@Singleton
public class Dispatch {
    private final Downloads downloads;
    private final Transfers transfers;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Clock clock;

    Dispatch(Downloads downloads, Transfers transfers, ApplicationEventPublisher<AuditEvent> audit, Clock clock) {
        this.downloads = downloads;
        this.transfers = transfers;
        this.audit = audit;
        this.clock = clock;
    }

    /// A file that somebody asked for.
    ///
    /// @param shown    what it holds, for the name of the file
    /// @param filters  as the client gave them
    /// @param download the client's name for it, where somebody wants to follow it
    /// @param counting the rows that there are
    public record Errand(
            Campaign campaign,
            String file,
            String shown,
            String contentType,
            Map<String, String> filters,
            Optional<String> download,
            Callable<Long> counting) {}

    /// The response that carries the file; it is written while it is sent.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `too-many-requests`; `parameter-invalid` for a
    ///                                                               name that is none
    public HttpResponse<Download> send(Errand errand, Writing writing) {
        var campaign = errand.campaign();
        var name = errand.download().map(Transfers::checked);
        downloads.admit();
        var facts = new HashMap<String, Object>(errand.filters());
        facts.put("file", errand.file());
        audit.publishEvent(new AuditEvent("export-downloaded", Ids.text(campaign.id()), facts));
        return downloads.send(new Download(errand.file(), shownName(errand), errand.contentType(), (out, transfer) -> {
            name.ifPresent(given -> transfers.follow(campaign.id(), given, transfer, errand.counting()));
            writing.to(out, transfer);
        }));
    }

    private String shownName(Errand errand) {
        var extension = errand.file().substring(errand.file().lastIndexOf('.'));
        return "%s1+X监测-%s-%s%s".formatted(
                errand.campaign().province().replaceFirst("省$", ""),
                errand.shown(),
                LocalDate.ofInstant(clock.instant(), Time.ZONE),
                extension);
    }
}
