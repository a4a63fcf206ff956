package io.github.certpulse.survey.campaign;

import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.survey.spelling.NameKey;
import io.github.certpulse.survey.roster.RosterRow;
import io.github.certpulse.survey.roster.RosterWarning;
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
import java.util.stream.Stream;

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
/// @param respelled          names that will be written otherwise than in the roster
public record RosterPlan(
        List<School> newSchools,
        List<Change<School>> changedSchools,
        int sameSchools,
        int unnamedSchools,
        List<Pilot> newCertificates,
        List<Change<Pilot>> changedCertificates,
        List<Certificate> movedCertificates,
        List<Pilot> withdrawn,
        List<RosterWarning> respelled) {

    /// Something before and after.
    public record Change<T>(T before, T after) {}

    /// A school's certificate.
    public record Pilot(String school, Certificate certificate) {}

    /// Compares a roster with what a campaign has. Schools are known by their names, certificates by their names within
    /// a school, however they are spelled, [NameKey]. A name stays as the campaign spells it, and what is new takes the
    /// roster's first spelling; a certificate's name is spelled the same for all schools.
    ///
    /// @param schools      all of the campaign's
    /// @param certificates all of theirs, withdrawn ones too
    /// @param ids          for what is new
    static RosterPlan from(
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
        private final Known known;
        private final Spellings certificateNames;
        private final Spellings cities;
        private final Spellings routes;
        private final Map<NameKey, School> named = new LinkedHashMap<>();
        private final List<School> added = new ArrayList<>();
        private final List<Change<School>> changed = new ArrayList<>();
        private final Map<Respelling, List<Integer>> respelled = new LinkedHashMap<>();

        private record Respelling(String written, String kept) {}

        Comparison(long campaignId, List<School> schools, List<Certificate> certificates, Ids ids) {
            this.ids = ids;
            this.campaignId = campaignId;
            known = new Known(schools, certificates);
            certificateNames = Spellings.from(certificates.stream().map(Certificate::name));
            cities = Spellings.from(schools.stream().map(School::city).filter(Objects::nonNull));
            routes = Spellings.from(schools.stream().map(School::route).filter(Objects::nonNull));
        }

        RosterPlan of(List<RosterRow> rows) {
            rows.forEach(this::school);
            var newPilots = new ArrayList<Pilot>();
            var changedPilots = new ArrayList<Change<Pilot>>();
            var moved = new ArrayList<Certificate>();
            var kept = new HashSet<Long>();
            for (var row : rows) {
                var school = Objects.requireNonNull(named.get(NameKey.from(row.school())));
                var before = known.certificate(school.id(), row.certificate());
                var after = certificate(row, school, before, kept.size());
                kept.add(after.id());
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
                    added,
                    changed,
                    named.size() - added.size() - changed.size(),
                    known.schools() - (named.size() - added.size()),
                    newPilots,
                    changedPilots,
                    moved,
                    withdrawn(kept),
                    warnings());
        }

        private void school(RosterRow row) {
            var key = NameKey.from(row.school());
            if (!named.containsKey(key)) {
                var before = known.school(row.school());
                var school = new School(
                        before.map(School::id).orElseGet(ids::next),
                        campaignId,
                        before.map(School::position).orElse(known.schools() + added.size()),
                        before.map(School::name).orElse(row.school()),
                        row.level(),
                        row.city().map(cities::of).orElse(null),
                        row.route().map(routes::of).orElse(null),
                        row.address().orElse(null),
                        before.map(School::nameKey).orElse(key.text()));
                named.put(key, school);
                if (before.isEmpty()) {
                    added.add(school);
                } else if (!before.get().equals(school)) {
                    changed.add(new Change<>(before.get(), school));
                }
            }
            note(row, row.school(), named.get(key).name());
        }

        private Certificate certificate(RosterRow row, School school, Optional<Certificate> before, int position) {
            var name = before.map(Certificate::name).orElseGet(() -> certificateNames.of(row.certificate()));
            note(row, row.certificate(), name);
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

        private void note(RosterRow row, String written, String kept) {
            if (!written.equals(kept)) {
                respelled.computeIfAbsent(new Respelling(written, kept), _ -> new ArrayList<>()).add(row.row());
            }
        }

        private List<RosterWarning> warnings() {
            var warnings = new ArrayList<RosterWarning>();
            respelled.forEach((name, rows) -> warnings.add(RosterWarning.respelled(rows, name.written(), name.kept())));
            return warnings;
        }

        private List<Pilot> withdrawn(Set<Long> kept) {
            var schools = new HashMap<Long, String>();
            named.values().forEach(school -> schools.put(school.id(), school.name()));
            return known.certificates()
                    .filter(old -> schools.containsKey(old.schoolId()) && !kept.contains(old.id()) && !old.withdrawn())
                    .map(old -> new Pilot(Objects.requireNonNull(schools.get(old.schoolId())), old.afterWithdrawal()))
                    .toList();
        }
    }

    /// What a campaign has. Where rosters of old brought in the same name in several spellings, each is found by its
    /// own, and the first by any other.
    private static final class Known {
        private final Map<String, School> schools = new HashMap<>();
        private final Map<NameKey, School> schoolsByKey = new HashMap<>();
        private final Map<Written, Certificate> certificates = new LinkedHashMap<>();
        private final Map<Keyed, Certificate> certificatesByKey = new HashMap<>();

        private record Written(long schoolId, String name) {}

        private record Keyed(long schoolId, NameKey name) {}

        Known(List<School> schools, List<Certificate> certificates) {
            for (var school : schools) {
                this.schools.put(school.name(), school);
                schoolsByKey.putIfAbsent(NameKey.from(school.name()), school);
            }
            for (var certificate : certificates) {
                this.certificates.put(new Written(certificate.schoolId(), certificate.name()), certificate);
                certificatesByKey.putIfAbsent(
                        new Keyed(certificate.schoolId(), NameKey.from(certificate.name())),
                        certificate);
            }
        }

        int schools() {
            return schools.size();
        }

        Stream<Certificate> certificates() {
            return certificates.values().stream();
        }

        Optional<School> school(String name) {
            return Optional.ofNullable(schools.get(name))
                    .or(() -> Optional.ofNullable(schoolsByKey.get(NameKey.from(name))));
        }

        Optional<Certificate> certificate(long schoolId, String name) {
            return Optional.ofNullable(certificates.get(new Written(schoolId, name)))
                    .or(() -> Optional.ofNullable(certificatesByKey.get(new Keyed(schoolId, NameKey.from(name)))));
        }
    }
}
