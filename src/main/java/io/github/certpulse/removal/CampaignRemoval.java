package io.github.certpulse.removal;

import io.github.certpulse.intake.stored.ContactRepository;
import io.github.certpulse.intake.stored.ResponseRepository;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/// Removes a campaign with everything that belongs to it: a sample, or one that nobody has answered. People's answers
/// are never deleted by a click.
///
/// A sample's answers go first, some at a time, so that no transaction grows with them. Before that it is closed;
/// should the service end in between, a closed sample with fewer answers is left, and removing it again goes on. All
/// else goes in one transaction, whose size the roster bounds. The audit trail stays.
@Singleton
public class CampaignRemoval {
    /// Rows in one transaction.
    public static final int AT_ONCE = 2_000;
    private final RemovalRepository rows;
    private final ResponseRepository responses;
    private final ContactRepository contacts;
    private final CampaignRepository campaigns;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final ApplicationEventPublisher<Campaigns.Removed> removed;
    private final Clock clock;

    CampaignRemoval(
            RemovalRepository rows,
            ResponseRepository responses,
            ContactRepository contacts,
            CampaignRepository campaigns,
            ApplicationEventPublisher<AuditEvent> audit,
            ApplicationEventPublisher<Campaigns.Removed> removed,
            Clock clock) {
        this.rows = rows;
        this.responses = responses;
        this.contacts = contacts;
        this.campaigns = campaigns;
        this.audit = audit;
        this.removed = removed;
        this.clock = clock;
    }

    /// Removes it for good.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `campaign-has-answers`
    public void remove(Campaign campaign) {
        var answers = campaign.sample() ? empty(campaign.id()) : 0;
        var schools = removeRest(campaign, answers);
        removed.publishEvent(new Campaigns.Removed(campaign.id(), schools));
    }

    /// Deletes a sample's answers.
    ///
    /// @return how many there were
    private int empty(long id) {
        rows.close(id, clock.instant().minus(Campaign.GRACE));
        inBatches(() -> contacts.deleteSome(id, AT_ONCE));
        return inBatches(() -> responses.deleteSome(id, AT_ONCE));
    }

    private static int inBatches(IntSupplier batch) {
        var all = 0;
        int deleted;
        do {
            deleted = batch.getAsInt();
            all += deleted;
        } while (deleted == AT_ONCE);
        return all;
    }

    /// @return the schools' ids
    @Transactional
    List<Long> removeRest(Campaign campaign, int answers) {
        var id = campaign.id();
        // Held from here on: what is being stored is there by now, and nothing follows.
        if (campaigns.touch(id) == 0) {
            throw Problem.NOT_FOUND.exception();
        }
        if (responses.hasAny(id)) {
            throw Problem.CAMPAIGN_HAS_ANSWERS.exception();
        }
        var schools = rows.heldSchools(id);
        rows.deleteWechatCodes(id);
        rows.deleteEntries(id);
        rows.deleteCompletions(id);
        rows.deleteSchoolResults(id);
        rows.deleteAccounts(id);
        rows.deleteCertificates(id);
        rows.deleteSchools(id);
        rows.deleteCampaign(id);
        audit.publishEvent(
                new AuditEvent(
                        AuditAction.CAMPAIGN_REMOVED,
                        Ids.text(id),
                        Map.of(
                                "title",
                                campaign.title(),
                                "sample",
                                campaign.sample(),
                                "schools",
                                schools.size(),
                                "answers",
                                answers)));
        return schools;
    }
}
