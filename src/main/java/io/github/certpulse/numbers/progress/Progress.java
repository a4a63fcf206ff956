package io.github.certpulse.numbers.progress;

import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.count.Counts;
import io.github.certpulse.numbers.count.SchoolCounts;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.QuotaRule.Counted;
import io.github.certpulse.survey.campaign.QuotaRule;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How far one school is: a pure function of the rule, its certificates and what has come in.
///
/// @param certificates in roster order; [CertificateProgress#teachers] and `students` count responses
/// @param total        counts different persons
/// @param met          whether every certificate and both totals are
public record Progress(List<CertificateProgress> certificates, Total total, boolean met) {

    public Progress {
        certificates = List.copyOf(certificates);
    }

    /// @param received without what is set aside
    /// @param missing  what is lacking to `required`, never negative
    /// @param flagged  how many of those received are of doubtful quality
    /// @param setAside how many came in but are set aside
    @Serdeable
    public record RoleCount(int required, int received, int missing, int flagged, int setAside) {
        public static final RoleCount NONE = new RoleCount(0, 0, 0, 0, 0);

        /// How much of what is required has been received. Surplus is not counted, here or in a sum.
        public int filled() {
            return required - missing;
        }

        public RoleCount plus(RoleCount other) {
            return new RoleCount(
                    required + other.required,
                    received + other.received,
                    missing + other.missing,
                    flagged + other.flagged,
                    setAside + other.setAside);
        }
    }

    /// Responses and persons.
    ///
    /// @param received all that came in
    /// @param flagged  how many of those that are not set aside are flagged
    /// @param setAside how many are set aside
    record Input(SchoolCounts received, SchoolCounts flagged, SchoolCounts setAside) {

        static Input of(long school, Map<Long, SchoolCounts> received, Counts.Parts parts) {
            return new Input(
                    received.getOrDefault(school, SchoolCounts.NONE),
                    parts.flagged().getOrDefault(school, SchoolCounts.NONE),
                    parts.setAside().getOrDefault(school, SchoolCounts.NONE));
        }
    }

    @Serdeable
    public record CertificateProgress(
            String id,
            String name,
            String level,
            RoleCount teachers,
            RoleCount students,
            boolean met) {

        public RoleCount of(Role role) {
            return new PerRole<>(teachers, students).of(role);
        }
    }

    @Serdeable
    public record Total(RoleCount teachers, RoleCount students) {
        public static final Total ZERO = new Total(RoleCount.NONE, RoleCount.NONE);

        public RoleCount of(Role role) {
            return new PerRole<>(teachers, students).of(role);
        }

        public Total plus(Total other) {
            return new Total(teachers.plus(other.teachers), students.plus(other.students));
        }
    }

    /// What a school lacks.
    ///
    /// @param certificate its id; absent for the school's total
    @Serdeable
    public record Shortage(@Nullable String certificate, Role role, int missing) {}

    /// @param quality whether flagged responses are among those received, and fill quotas for which they count
    static Progress compute(QuotaRule rule, List<Certificate> certificates, Input input, Quality quality) {
        return new Computation(rule, quality, input).of(certificates);
    }

    /// Everything that is missing, certificate by certificate, the totals last.
    public List<Shortage> shortages() {
        var shortages = new ArrayList<Shortage>();
        certificates.forEach(certificate -> add(shortages, certificate.id(), certificate::of));
        add(shortages, null, total::of);
        return shortages;
    }

    private static void add(
            List<Shortage> shortages,
            @Nullable String certificate,
            Function<Role, RoleCount> counts) {
        for (var role : Role.values()) {
            var missing = counts.apply(role).missing();
            if (missing > 0) {
                shortages.add(new Shortage(certificate, role, missing));
            }
        }
    }

    private record Computation(QuotaRule rule, Quality quality, Input input) {

        Progress of(List<Certificate> certificates) {
            var registered = certificates.stream().mapToInt(Certificate::registeredStudents).sum();
            var totals = PerRole.from(role -> total(role, registered));
            var each = certificates.stream().map(this::certificate).toList();
            var met = each.stream().allMatch(CertificateProgress::met) && isMet(totals);
            return new Progress(each, new Total(totals.teacher(), totals.student()), met);
        }

        private CertificateProgress certificate(Certificate certificate) {
            var received = input.received().of(certificate.id());
            var flagged = input.flagged().of(certificate.id());
            var setAside = input.setAside().of(certificate.id());
            var counts = PerRole.from(
                    role -> count(
                            rule.requiredOfCertificate(role),
                            received.of(role),
                            flagged.of(role),
                            setAside.of(role)));
            return new CertificateProgress(
                    Ids.text(certificate.id()),
                    certificate.name(),
                    certificate.level(),
                    counts.teacher(),
                    counts.student(),
                    isMet(counts));
        }

        private static boolean isMet(PerRole<RoleCount> counts) {
            return counts.stream().allMatch(count -> count.missing() == 0);
        }

        private RoleCount total(Role role, int registered) {
            return count(
                    rule.requiredOfSchool(role, registered),
                    input.received().persons().of(role),
                    input.flagged().persons().of(role),
                    input.setAside().persons().of(role));
        }

        /// What is flagged or set aside may include a response that the live counts do not include yet.
        private RoleCount count(int required, int all, int flagged, int setAside) {
            var received = Math.max(0, all - setAside);
            var unflagged = Math.max(0, received - flagged);
            var shown = quality == Quality.UNFLAGGED ? unflagged : received;
            var counted = rule.counted() == Counted.UNFLAGGED ? unflagged : shown;
            return new RoleCount(required, shown, Math.max(0, required - counted), flagged, setAside);
        }
    }
}
