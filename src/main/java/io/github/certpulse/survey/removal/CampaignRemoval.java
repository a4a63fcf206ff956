package io.github.certpulse.survey.removal;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.retention.CampaignKeys;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// Removes a campaign with everything that belongs to it: a sample, a campaign without any answer, or one that is over
/// and whose title was given to confirm it.
///
/// A sample is closed first. Then its answers are deleted in transactions of limited size. If the service stops before
/// the end, a closed campaign with fewer answers remains, and removing it again continues. Everything else is deleted
/// in one transaction, whose size depends on the roster only. The audit trail stays.
@Singleton
public class CampaignRemoval {
    private final RemovalRepository rows;
    private final CampaignAnswers stored;
    private final CampaignRepository campaigns;
    private final CampaignKeys keys;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final ApplicationEventPublisher<Campaigns.Removed> removed;
    private final Clock clock;

    CampaignRemoval(
            RemovalRepository rows,
            CampaignAnswers stored,
            CampaignRepository campaigns,
            CampaignKeys keys,
            ApplicationEventPublisher<AuditEvent> audit,
            ApplicationEventPublisher<Campaigns.Removed> removed,
            Clock clock) {
        this.rows = rows;
        this.stored = stored;
        this.campaigns = campaigns;
        this.keys = keys;
        this.audit = audit;
        this.removed = removed;
        this.clock = clock;
    }

    /// Removes a sample, or a campaign without any answer, permanently.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`, `campaign-has-answers`
    public void remove(Campaign campaign) {
        if (campaign.sample()) {
            rows.close(campaign.id(), clock.instant().minus(Campaign.GRACE));
        } else if (stored.hasAny(campaign.id()) && isOver(campaign)) {
            throw Problem.CAMPAIGN_HAS_ANSWERS.because(
                    "该调查已有答卷。要连同全部答卷和联系方式永久销毁，请提供调查的完整名称（title）",
                    "This campaign has answers. To destroy it with all answers and contacts, give its exact title");
        }
        remove(campaign, campaign.sample() ? stored.deleteAll(campaign.id()) : 0);
    }

    /// Removes a campaign permanently, also one that is over and has answers.
    ///
    /// @param title what a person typed to confirm it
    /// @throws io.github.certpulse.platform.problem.ProblemException `title-unconfirmed`, `campaign-has-answers` while
    ///                                                               it is not over, `not-found`
    public void remove(Campaign campaign, String title) {
        if (!title.equals(campaign.title())) {
            throw Problem.TITLE_UNCONFIRMED.exception();
        }
        if (!campaign.sample() && closeForGood(campaign.id())) {
            remove(campaign, stored.deleteAll(campaign.id()));
        } else {
            remove(campaign);
        }
    }

    /// Destroys the keys of a campaign that is over, so that from now on nobody is recognised and it cannot be opened
    /// again.
    ///
    /// @return whether it is over
    @Transactional
    boolean closeForGood(long id) {
        campaigns.touch(id);
        var isOver = campaigns.findById(id).filter(this::isOver).isPresent();
        if (isOver) {
            keys.destroy(id);
        }
        return isOver;
    }

    private boolean isOver(Campaign campaign) {
        return campaign.state(clock.instant()) == Campaign.State.CLOSED;
    }

    private void remove(Campaign campaign, int answers) {
        var schools = removeRest(campaign, answers);
        removed.publishEvent(new Campaigns.Removed(campaign.id(), schools));
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
        rows.deleteSetAsideResponses(id);
        rows.deleteSetAsides(id);
        rows.deleteSiteWordSchools(id);
        rows.deleteNewBrowserRefusals(id);
        rows.deleteSiteWordRule(id);
        rows.deleteAccounts(id);
        rows.deleteCertificates(id);
        rows.deleteSchools(id);
        rows.deleteRetention(id);
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
