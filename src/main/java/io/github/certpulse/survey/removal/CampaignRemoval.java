package io.github.certpulse.survey.removal;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
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

/// Removes a campaign with everything that belongs to it: a sample, or a campaign without any answer. Real answers are
/// never deleted in this way.
///
/// A sample is closed first. Then its answers are deleted in transactions of limited size. If the service stops before
/// the end, a closed sample with fewer answers remains, and removing it again continues. Everything else is deleted in
/// one transaction, whose size depends on the roster only. The audit trail stays.
@Singleton
public class CampaignRemoval {
    private final RemovalRepository rows;
    private final CampaignAnswers stored;
    private final CampaignRepository campaigns;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final ApplicationEventPublisher<Campaigns.Removed> removed;
    private final Clock clock;

    CampaignRemoval(
            RemovalRepository rows,
            CampaignAnswers stored,
            CampaignRepository campaigns,
            ApplicationEventPublisher<AuditEvent> audit,
            ApplicationEventPublisher<Campaigns.Removed> removed,
            Clock clock) {
        this.rows = rows;
        this.stored = stored;
        this.campaigns = campaigns;
        this.audit = audit;
        this.removed = removed;
        this.clock = clock;
    }

    /// Removes a campaign permanently.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`, `campaign-has-answers`
    public void remove(Campaign campaign) {
        var answers = campaign.sample() ? deleteAnswers(campaign.id()) : 0;
        var schools = removeRest(campaign, answers);
        removed.publishEvent(new Campaigns.Removed(campaign.id(), schools));
    }

    /// @return the number of responses deleted
    private int deleteAnswers(long id) {
        rows.close(id, clock.instant().minus(Campaign.GRACE));
        return stored.deleteAll(id);
    }

    /// @return the schools' ids
    @Transactional
    List<Long> removeRest(Campaign campaign, int answers) {
        var id = campaign.id();
        // Locks the campaign: submissions that were being stored are committed by now, and later ones wait.
        if (campaigns.touch(id) == 0) {
            throw Problem.NOT_FOUND.exception();
        }
        if (stored.hasAny(id)) {
            throw Problem.CAMPAIGN_HAS_ANSWERS.exception();
        }
        var schools = rows.lockSchools(id);
        rows.deleteWechatCodes(id);
        rows.deleteEntries(id);
        rows.deleteCompletions(id);
        rows.deleteSchoolResults(id);
        rows.deleteAccounts(id);
        rows.deleteCertificates(id);
        rows.deleteSchools(id);
        rows.deleteSourceKey(id);
        rows.deleteDismissedAlarms(id);
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
