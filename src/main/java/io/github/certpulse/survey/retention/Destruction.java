package io.github.certpulse.survey.retention;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Destroys the personal data of campaigns that are over: first the campaign's keys, in one transaction, so that nobody
/// can be recognised any more and the campaign cannot be opened again; then the contacts and what recognises a repeated
/// sheet, in transactions of limited size. The anonymous answers stay as they are. If the service stops in the middle,
/// the next run continues, on any replica. Logs and audit trail hold numbers only.
@Singleton
public class Destruction {
    private static final Logger LOG = LoggerFactory.getLogger(Destruction.class);
    /// For how long a replica holds the work after each step: the work of a killed one is continued after this time.
    static final Duration HOLD = Duration.ofMinutes(2);
    private final CampaignRepository campaigns;
    private final Retentions retentions;
    private final RetentionRepository rows;
    private final PersonalData data;
    private final CampaignKeys keys;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Clock clock;

    Destruction(
            CampaignRepository campaigns,
            Retentions retentions,
            RetentionRepository rows,
            PersonalData data,
            CampaignKeys keys,
            ApplicationEventPublisher<AuditEvent> audit,
            Clock clock) {
        this.campaigns = campaigns;
        this.retentions = retentions;
        this.rows = rows;
        this.data = data;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /// Destroys the data of every campaign whose day has passed, and completes what was begun. Run regularly, and after
    /// a backup was restored, which may hold data that were destroyed since.
    ///
    /// @return how many campaigns were completed
    public int runDue() {
        var completed = 0;
        for (var campaign : campaigns.findAll()) {
            try {
                completed += destroyIfDue(campaign) ? 1 : 0;
            } catch (RuntimeException interrupted) {
                // One campaign does not hold up the others; the next run continues.
                LOG.error(
                        "Campaign {}: its personal data are not destroyed yet ({})",
                        Ids.text(campaign.id()),
                        interrupted.getClass().getSimpleName());
            }
        }
        return completed;
    }

    private boolean destroyIfDue(Campaign campaign) {
        note(campaign);
        return switch (retentions.of(campaign).state()) {
            case DUE, DESTROYING -> destroy(campaign);
            case COLLECTING, KEPT, DESTROYED -> false;
        };
    }

    private void note(Campaign campaign) {
        var now = clock.instant();
        rows.insertIfAbsent(campaign.id());
        if (campaign.state(now) == Campaign.State.CLOSED) {
            rows.noteClosed(campaign.id(), now);
        } else {
            rows.noteOpen(campaign.id(), now);
        }
    }

    /// The service needs no person for it: a promise is kept also where nobody looks.
    @Scheduled(initialDelay = "20s", fixedDelay = "10m")
    void runRegularly() {
        runDue();
    }

    /// Destroys a campaign's personal data now, also before its day.
    ///
    /// @param title what a person typed to confirm it
    /// @throws io.github.certpulse.platform.problem.ProblemException `title-unconfirmed`, `campaign-not-closed`
    public Retention runNow(Campaign campaign, String title) {
        if (!title.equals(campaign.title())) {
            throw Problem.TITLE_UNCONFIRMED.exception();
        }
        destroy(campaign);
        return retentions.of(campaign);
    }

    /// @return whether this call completed it; false where it is complete or another replica is at it
    private boolean destroy(Campaign campaign) {
        var id = campaign.id();
        rows.insertIfAbsent(id);
        if (rows.take(id, holdSeconds()) == 0) {
            return false;
        }
        try {
            if (rows.find(id).orElseThrow().begunAt() == null) {
                destroyKeys(id);
            }
            data.destroy(id, () -> rows.hold(id, holdSeconds()));
            complete(id);
            return true;
        } catch (RuntimeException interrupted) {
            rows.release(id);
            throw interrupted;
        }
    }

    @Transactional
    void destroyKeys(long id) {
        // Locks the campaign, so that it is not opened again at the same time, and makes caches drop the key.
        if (campaigns.touch(id) == 0) {
            throw Problem.NOT_FOUND.exception();
        }
        var campaign = campaigns.findById(id).orElseThrow();
        if (campaign.state(clock.instant()) != Campaign.State.CLOSED) {
            throw Problem.CAMPAIGN_NOT_CLOSED.exception();
        }
        rows.begin(id, clock.instant(), data.contacts(id), data.persons(id));
        keys.destroy(id);
    }

    @Transactional
    void complete(long id) {
        var row = rows.find(id).orElseThrow();
        rows.finish(id, clock.instant());
        audit.publishEvent(
                new AuditEvent(
                        AuditAction.PERSONAL_DATA_DESTROYED,
                        Ids.text(id),
                        Map.of("contacts", row.contacts(), "persons", row.persons())));
        LOG.info(
                "Campaign {}: destroyed {} contacts and the keys of {} persons; the answers stay",
                Ids.text(id),
                row.contacts(),
                row.persons());
    }

    private static int holdSeconds() {
        return Math.toIntExact(HOLD.toSeconds());
    }
}
