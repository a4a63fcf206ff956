package io.github.certpulse.survey.rosterimport;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.campaign.CertificateRepository;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.campaign.TakenPlaces;
import io.github.certpulse.survey.roster.RosterRow;
import io.github.certpulse.survey.roster.RosterWarning;
import io.github.certpulse.survey.rosterimport.RosterPlan.Pilot;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Imports a roster into a campaign: all of it or nothing. A school is identified by its name, a certificate by its
/// name within a school; width, blanks and letter case do not matter. A school that the campaign has already keeps its
/// id and therefore its printed codes. A school that is not on the roster stays as it is. A certificate that is no
/// longer on the roster of its school is withdrawn, and its answers are kept.
@Singleton
public class RosterImport {
    private final CampaignRepository campaigns;
    private final TakenPlaces places;
    private final SchoolRepository schools;
    private final CertificateRepository certificates;
    private final ApplicationEventPublisher<Imported> imported;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Ids ids;

    RosterImport(
            CampaignRepository campaigns,
            TakenPlaces places,
            SchoolRepository schools,
            CertificateRepository certificates,
            ApplicationEventPublisher<Imported> imported,
            ApplicationEventPublisher<AuditEvent> audit,
            Ids ids) {
        this.campaigns = campaigns;
        this.places = places;
        this.schools = schools;
        this.certificates = certificates;
        this.imported = imported;
        this.audit = audit;
        this.ids = ids;
    }

    /// A campaign's roster was imported. Published before the transaction ends, so that what listeners write belongs to
    /// it.
    public record Imported(long campaignId) {}

    /// What was imported.
    ///
    /// @param schools      number of different schools
    /// @param certificates number of pairs of a school and a certificate
    /// @param rows         number of rows with content, without the heading
    /// @param withdrawn    number of certificates that these schools no longer have
    /// @param warnings     about similar names, and about names that the campaign spells differently from the roster
    public record Summary(int schools, int certificates, int rows, int withdrawn, List<RosterWarning> warnings) {
        /// What an import by this plan does.
        static Summary of(RosterPlan plan, List<RosterRow> rows) {
            return new Summary(plan.schools(), rows.size(), rows.size(), plan.withdrawn().size(), plan.warnings());
        }
    }

    /// What the import would change; nothing is written.
    public RosterPlan plan(Campaign campaign, List<RosterRow> rows) {
        return RosterPlan.from(
                campaign.id(),
                schools.ofCampaign(campaign.id()),
                certificates.ofCampaign(campaign.id()),
                rows,
                ids);
    }

    /// Imports the roster.
    @Transactional
    public Summary run(Campaign campaign, List<RosterRow> rows) {
        campaigns.touch(campaign.id());
        var plan = plan(campaign, rows);
        save(plan);
        if (campaign.hasCaps()) {
            places.recount(campaign.id());
        }
        imported.publishEvent(new Imported(campaign.id()));
        var summary = Summary.of(plan, rows);
        audit.publishEvent(
                new AuditEvent(
                        AuditAction.ROSTER_IMPORTED,
                        Ids.text(campaign.id()),
                        Map.of(
                                "schools",
                                summary.schools(),
                                "rows",
                                summary.rows(),
                                "withdrawn",
                                summary.withdrawn())));
        return summary;
    }

    /// Imports the roster unless the campaign has changed since somebody was shown the plan.
    ///
    /// @param seen the campaign's revision at that time
    /// @return empty if the campaign has changed; nothing is imported then
    @Transactional
    public Optional<Summary> run(Campaign campaign, List<RosterRow> rows, int seen) {
        campaigns.touch(campaign.id());
        return campaigns.findById(campaign.id())
                .filter(now -> now.revision() == seen + 1)
                .map(_ -> run(campaign, rows));
    }

    private void save(RosterPlan plan) {
        schools.saveAll(plan.newSchools());
        schools.updateAll(plan.changedSchools().stream().map(RosterPlan.Change::after).toList());
        certificates.saveAll(plan.newCertificates().stream().map(Pilot::certificate).toList());
        certificates.changeAll(
                Stream.of(
                        plan.changedCertificates().stream().map(change -> change.after().certificate()),
                        plan.movedCertificates().stream(),
                        plan.withdrawn().stream().map(Pilot::certificate))
                        .flatMap(each -> each)
                        .toList());
    }
}
