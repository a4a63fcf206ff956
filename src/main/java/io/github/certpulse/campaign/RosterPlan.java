package io.github.certpulse.campaign;

import io.github.certpulse.roster.RosterRow;
import io.github.certpulse.shared.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a roster would do to a campaign: compared, nothing written.
///
/// @param newSchools         not known yet
/// @param changedSchools     known, and described differently
/// @param sameSchools        how many are named as they are known
/// @param unnamedSchools     how many the campaign has beyond the roster; they stay as they are
/// @param newCertificates    of schools that did not pilot them
/// @param changedCertificates with another level or number of students, or taken up again
/// @param movedCertificates  the same at another place of the roster
/// @param withdrawn          no longer named for their schools; their answers are kept
public record RosterPlan(List<School> newSchools, List<Change<School>> changedSchools, int sameSchools, int unnamedSchools,
        List<Pilot> newCertificates, List<Change<Pilot>> changedCertificates, List<Certificate> movedCertificates, List<Pilot> withdrawn) {

    /// Something before and after.
    public record Change<T>(T before, T after) {}

    /// A school's certificate.
    public record Pilot(String school, Certificate certificate) {}

    /// What a certificate is known by.
    private record Key(long schoolId, String name) {}

    /// Compares a roster with what a campaign has. Schools are known by their names, certificates by their names within a
    /// school.
    ///
    /// @param schools      all of the campaign's
    /// @param certificates all of theirs, withdrawn ones too
    /// @param ids          for what is new
    static RosterPlan of(
            long campaignId,
            List<School> schools,
            List<Certificate> certificates,
            List<RosterRow> rows,
            Ids ids) {
        return new Comparison(campaignId, schools, certificates, ids).of(rows);
    }

    public int schools() {
        return newSchools.size() + changedSchools.size() + sameSchools;
    }

    private static final class Comparison {
        private final long campaignId;
        private final Ids ids;
        private final Map<String, School> knownSchools = new HashMap<>();
        private final Map<Key, Certificate> knownCertificates = new HashMap<>();
        private final Map<String, School> named = new LinkedHashMap<>();
        private final List<School> added = new ArrayList<>();
        private final List<Change<School>> changed = new ArrayList<>();

        Comparison(long campaignId, List<School> schools, List<Certificate> certificates, Ids ids) {
            this.campaignId = campaignId;
            this.ids = ids;
            schools.forEach(school -> knownSchools.put(school.name(), school));
            certificates.forEach(certificate -> knownCertificates.put(new Key(certificate.schoolId(), certificate.name()), certificate));
        }

        RosterPlan of(List<RosterRow> rows) {
            rows.forEach(this::school);
            var newPilots = new ArrayList<Pilot>();
            var changedPilots = new ArrayList<Change<Pilot>>();
            var moved = new ArrayList<Certificate>();
            var kept = new HashSet<Key>();
            for (var row : rows) {
                var school = named.get(row.school());
                var key = new Key(school.id(), row.certificate());
                var before = knownCertificates.get(key);
                var after = new Certificate(before == null ? ids.next() : before.id(), school.id(), kept.size(), row.certificate(), row.certificateLevel(), row.registeredStudents(), false, 0, 0);
                kept.add(key);
                if (before == null) {
                    newPilots.add(new Pilot(school.name(), after));
                } else if (before.withdrawn() || !before.level().equals(after.level()) || before.registeredStudents() != after.registeredStudents()) {
                    changedPilots.add(new Change<>(new Pilot(school.name(), before), new Pilot(school.name(), after)));
                } else if (before.position() != after.position()) {
                    moved.add(after);
                }
            }
            return new RosterPlan(added, changed, named.size() - added.size() - changed.size(), knownSchools.size() - (named.size() - added.size()),
                    newPilots, changedPilots, moved, withdrawn(kept));
        }

        private void school(RosterRow row) {
            if (named.containsKey(row.school())) {
                return;
            }
            var before = knownSchools.get(row.school());
            var school = new School(before == null ? ids.next() : before.id(), campaignId, before == null ? knownSchools.size() + added.size() : before.position(),
                    row.school(), row.level(), row.city().orElse(null), row.route().orElse(null), row.address().orElse(null));
            named.put(row.school(), school);
            if (before == null) {
                added.add(school);
            } else if (!before.equals(school)) {
                changed.add(new Change<>(before, school));
            }
        }

        private List<Pilot> withdrawn(Set<Key> kept) {
            var schools = new HashMap<Long, String>();
            named.values().forEach(school -> schools.put(school.id(), school.name()));
            return knownCertificates.entrySet().stream()
                    .filter(entry -> schools.containsKey(entry.getKey().schoolId()) && !kept.contains(entry.getKey()) && !entry.getValue().withdrawn())
                    .map(Map.Entry::getValue)
                    .map(old -> new Pilot(schools.get(old.schoolId()), new Certificate(old.id(), old.schoolId(), old.position(), old.name(), old.level(), old.registeredStudents(), true, 0, 0)))
                    .toList();
        }
    }
}
