package io.github.certpulse.survey.rosterimport;

import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.roster.RosterRow;
import io.github.certpulse.survey.roster.RosterWarning;
import io.github.certpulse.survey.rosterimport.RosterPlan.Change;
import io.github.certpulse.survey.rosterimport.RosterPlan.Pilot;
import io.github.certpulse.survey.spelling.NameKey;
import io.github.certpulse.survey.spelling.Spellings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Compares one roster with one campaign, row by row. For one thread.
final class RosterComparison {
    private final long campaignId;
    private final Ids ids;
    private final List<School> schools;
    private final List<Certificate> certificates;
    private final CampaignRoster existing;
    private final Spellings certificateNames;
    private final Spellings cities;
    private final Spellings routes;
    private final Map<NameKey, School> rosterSchools = new LinkedHashMap<>();
    private final List<School> newSchools = new ArrayList<>();
    private final List<Change<School>> changedSchools = new ArrayList<>();
    private final Map<Respelling, List<Integer>> respelled = new LinkedHashMap<>();

    private record Respelling(String written, String kept) {}

    RosterComparison(long campaignId, List<School> schools, List<Certificate> certificates, Ids ids) {
        this.ids = ids;
        this.campaignId = campaignId;
        this.schools = schools;
        this.certificates = certificates;
        existing = new CampaignRoster(schools, certificates);
        certificateNames = Spellings.from(certificates.stream().map(Certificate::name));
        cities = Spellings.from(schools.stream().map(School::city).filter(Objects::nonNull));
        routes = Spellings.from(schools.stream().map(School::route).filter(Objects::nonNull));
    }

    RosterPlan plan(List<RosterRow> rows) {
        rows.forEach(this::addSchool);
        var newPilots = new ArrayList<Pilot>();
        var changedPilots = new ArrayList<Change<Pilot>>();
        var moved = new ArrayList<Certificate>();
        var keptIds = new HashSet<Long>();
        for (var row : rows) {
            var school = Objects.requireNonNull(rosterSchools.get(NameKey.from(row.school())));
            var before = existing.certificate(school.id(), row.certificate());
            var after = certificate(row, school, before, keptIds.size());
            keptIds.add(after.id());
            if (before.isEmpty()) {
                newPilots.add(new Pilot(school.name(), after));
            } else if (isChanged(before.get(), after)) {
                changedPilots.add(
                        new Change<>(
                                new Pilot(school.name(), before.get()),
                                new Pilot(school.name(), after)));
            } else if (before.get().position() != after.position()) {
                moved.add(after);
            }
        }
        return new RosterPlan(
                newSchools,
                changedSchools,
                rosterSchools.size() - newSchools.size() - changedSchools.size(),
                existing.schools() - (rosterSchools.size() - newSchools.size()),
                newPilots,
                changedPilots,
                moved,
                withdrawn(keptIds),
                RosterTwins.warnings(rows, schools, certificates),
                warnings());
    }

    private void addSchool(RosterRow row) {
        var key = NameKey.from(row.school());
        if (!rosterSchools.containsKey(key)) {
            var before = existing.school(row.school());
            var school = new School(
                    before.map(School::id).orElseGet(ids::next),
                    campaignId,
                    before.map(School::position).orElse(existing.schools() + newSchools.size()),
                    before.map(School::name).orElse(row.school()),
                    row.level(),
                    row.city().map(cities::of).orElse(null),
                    row.route().map(routes::of).orElse(null),
                    row.address().orElse(null),
                    before.map(School::nameKey).orElse(key.text()));
            rosterSchools.put(key, school);
            if (before.isEmpty()) {
                newSchools.add(school);
            } else if (!before.get().equals(school)) {
                changedSchools.add(new Change<>(before.get(), school));
            }
        }
        recordRespelling(row, row.school(), rosterSchools.get(key).name());
    }

    private Certificate certificate(RosterRow row, School school, Optional<Certificate> before, int position) {
        var name = before.map(Certificate::name).orElseGet(() -> certificateNames.of(row.certificate()));
        recordRespelling(row, row.certificate(), name);
        var id = before.map(Certificate::id).orElseGet(ids::next);
        var key = before.map(Certificate::nameKey).orElseGet(() -> NameKey.from(name).text());
        return new Certificate(
                id,
                school.id(),
                position,
                name,
                row.certificateLevel(),
                row.registeredStudents(),
                false,
                0,
                0,
                key);
    }

    private static boolean isChanged(Certificate before, Certificate after) {
        return before.withdrawn() || !before.level().equals(after.level())
                || before.registeredStudents() != after.registeredStudents();
    }

    private void recordRespelling(RosterRow row, String written, String kept) {
        if (!written.equals(kept)) {
            respelled.computeIfAbsent(new Respelling(written, kept), _ -> new ArrayList<>()).add(row.row());
        }
    }

    private List<RosterWarning> warnings() {
        var warnings = new ArrayList<RosterWarning>();
        respelled.forEach((name, rows) -> warnings.add(RosterWarning.respelled(rows, name.written(), name.kept())));
        return warnings;
    }

    private List<Pilot> withdrawn(Set<Long> keptIds) {
        var schools = new HashMap<Long, String>();
        rosterSchools.values().forEach(school -> schools.put(school.id(), school.name()));
        return existing.certificates()
                .filter(old -> schools.containsKey(old.schoolId()) && !keptIds.contains(old.id()) && !old.withdrawn())
                .map(old -> new Pilot(Objects.requireNonNull(schools.get(old.schoolId())), old.afterWithdrawal()))
                .toList();
    }
}
