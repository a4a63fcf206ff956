package io.github.certpulse.campaign;

import io.github.certpulse.audit.AuditEvent;
import io.github.certpulse.roster.RosterRow;
import io.github.certpulse.shared.Ids;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts a roster into a campaign: all of it or nothing. Schools are known by their names, certificates by their names
/// within a school; who is known already keeps its id and so its printed codes. A school that the roster does not
/// name stays as it is; a certificate that it no longer names for a school is withdrawn, its answers kept.
@Singleton
public class RosterImport {
    private final CampaignRepository campaigns;
    private final SchoolRepository schools;
    private final CertificateRepository certificates;
    private final ApplicationEventPublisher<Imported> imported;
    private final ApplicationEventPublisher<AuditEvent> audit;

    RosterImport(CampaignRepository campaigns, SchoolRepository schools, CertificateRepository certificates,
            ApplicationEventPublisher<Imported> imported, ApplicationEventPublisher<AuditEvent> audit) {
        this.campaigns = campaigns;
        this.schools = schools;
        this.certificates = certificates;
        this.imported = imported;
        this.audit = audit;
    }

    /// A campaign's roster was imported; told before the transaction ends, so that whoever adds to it joins in.
    public record Imported(long campaignId) {}

    /// What a roster held.
    ///
    /// @param schools      different schools
    /// @param certificates pairs of a school and a certificate
    /// @param rows         rows with content, the heading aside
    /// @param withdrawn    certificates that these schools no longer have
    @Serdeable
    public record Summary(int schools, int certificates, int rows, int withdrawn) {}

    @Transactional
    public Summary run(Campaign campaign, List<RosterRow> rows) {
        campaigns.touch(campaign.id());
        var schoolIds = putSchools(campaign.id(), rows);
        var withdrawn = putCertificates(campaign.id(), schoolIds, rows);
        if (campaign.hasCaps()) {
            campaigns.recountPlaces(campaign.id());
        }
        imported.publishEvent(new Imported(campaign.id()));
        var summary = new Summary(schoolIds.size(), rows.size(), rows.size(), withdrawn);
        audit.publishEvent(new AuditEvent("roster-imported", Ids.text(campaign.id()), Map.of("schools", summary.schools(), "rows", summary.rows(), "withdrawn", withdrawn)));
        return summary;
    }

    private Map<String, Long> putSchools(long campaignId, List<RosterRow> rows) {
        var known = new HashMap<String, School>();
        schools.ofCampaign(campaignId).forEach(school -> known.put(school.name(), school));
        var added = new ArrayList<School>();
        var changed = new ArrayList<School>();
        var ids = new LinkedHashMap<String, Long>();
        for (var row : rows) {
            if (ids.containsKey(row.school())) {
                continue;
            }
            var before = known.get(row.school());
            var position = before == null ? known.size() + added.size() : before.position();
            var school = new School(before == null ? Ids.next() : before.id(), campaignId, position, row.school(), row.level(),
                    row.city().orElse(null), row.route().orElse(null), row.address().orElse(null));
            (before == null ? added : changed).add(school);
            ids.put(row.school(), school.id());
        }
        schools.saveAll(added);
        schools.updateAll(changed);
        return ids;
    }

    private int putCertificates(long campaignId, Map<String, Long> schoolIds, List<RosterRow> rows) {
        var known = new HashMap<Key, Certificate>();
        certificates.ofCampaign(campaignId).forEach(certificate -> known.put(new Key(certificate.schoolId(), certificate.name()), certificate));
        var added = new ArrayList<Certificate>();
        var changed = new ArrayList<Certificate>();
        var named = new HashSet<Key>();
        for (var row : rows) {
            var key = new Key(schoolIds.get(row.school()), row.certificate());
            var before = known.get(key);
            var certificate = new Certificate(before == null ? Ids.next() : before.id(), key.schoolId(), named.size(), row.certificate(),
                    row.certificateLevel(), row.registeredStudents(), false, 0, 0);
            (before == null ? added : changed).add(certificate);
            named.add(key);
        }
        var withdrawn = withdrawn(known, Set.copyOf(schoolIds.values()), named);
        changed.addAll(withdrawn);
        certificates.saveAll(added);
        certificates.changeAll(changed);
        return withdrawn.size();
    }

    private static List<Certificate> withdrawn(Map<Key, Certificate> known, Set<Long> schoolIds, Set<Key> named) {
        return known.entrySet().stream()
                .filter(entry -> schoolIds.contains(entry.getKey().schoolId()) && !named.contains(entry.getKey()) && !entry.getValue().withdrawn())
                .map(Map.Entry::getValue)
                .map(old -> new Certificate(old.id(), old.schoolId(), old.position(), old.name(), old.level(), old.registeredStudents(), true, 0, 0))
                .toList();
    }

    /// What a certificate is known by.
    private record Key(long schoolId, String name) {}
}
