package io.github.certpulse.survey.campaign;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.survey.campaign.RosterPlan.Pilot;
import io.github.certpulse.survey.roster.RosterRow;
import io.github.certpulse.survey.roster.RosterWarning;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Puts a roster into a campaign: all of it or nothing. Schools are known by their names, certificates by their names
/// within a school, whatever their width, blanks and letter case; who is known already keeps its id and so its printed
/// codes. A school that the roster does not name stays as it is; a certificate that it no longer names for a school is
/// withdrawn, its answers kept.
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

    /// A campaign's roster was imported; told before the transaction ends, so that whoever adds to it joins in.
    public record Imported(long campaignId) {}

    /// What a roster held.
    ///
    /// @param schools      different schools
    /// @param certificates pairs of a school and a certificate
    /// @param rows         rows with content, the heading aside
    /// @param withdrawn    certificates that these schools no longer have
    /// @param respelled    names that are written otherwise than in the roster
    public record Summary(int schools, int certificates, int rows, int withdrawn, List<RosterWarning> respelled) {}

    /// What the roster would change; nothing is written.
    public RosterPlan plan(Campaign campaign, List<RosterRow> rows) {
        return RosterPlan.from(
                campaign.id(),
                schools.ofCampaign(campaign.id()),
                certificates.ofCampaign(campaign.id()),
                rows,
                ids);
    }

    @Transactional
    public Summary run(Campaign campaign, List<RosterRow> rows) {
        campaigns.touch(campaign.id());
        var plan = plan(campaign, rows);
        put(plan);
        if (campaign.hasCaps()) {
            places.recount(campaign.id());
        }
        imported.publishEvent(new Imported(campaign.id()));
        var summary = new Summary(plan.schools(), rows.size(), rows.size(), plan.withdrawn().size(), plan.respelled());
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

    /// The same for somebody who has seen what the roster would change.
    ///
    /// @param seen the campaign's revision then
    /// @return empty, and nothing imported, where the campaign has changed since
    @Transactional
    public Optional<Summary> run(Campaign campaign, List<RosterRow> rows, int seen) {
        campaigns.touch(campaign.id());
        return campaigns.findById(campaign.id())
                .filter(now -> now.revision() == seen + 1)
                .map(_ -> run(campaign, rows));
    }

    private void put(RosterPlan plan) {
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
