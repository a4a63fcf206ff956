package io.github.certpulse.numbers.progress;

import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.count.SchoolCounts;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.QuotaRule.Counted;
import io.github.certpulse.survey.campaign.QuotaRule;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;

/// How far one school is: a pure function of the rule, its certificates and what has come in.
///
/// @param certificates in roster order; [CertificateProgress#teachers] and `students` count responses
/// @param total        counts different persons
/// @param met          whether every certificate and both totals are
public record Progress(List<CertificateProgress> certificates, Total total, boolean met) {

    public Progress {
        certificates = List.copyOf(certificates);
    }

    /// @param missing what is lacking to `required`, never negative
    /// @param flagged how many of those received are of doubtful quality
    @Serdeable
    public record RoleCount(int required, int received, int missing, int flagged) {
        public static final RoleCount NONE = new RoleCount(0, 0, 0, 0);

        /// How much of what is required is there: what is beyond it counts for nothing, neither here nor in a sum.
        public int filled() {
            return required - missing;
        }

        public RoleCount plus(RoleCount other) {
            return new RoleCount(
                    required + other.required,
                    received + other.received,
                    missing + other.missing,
                    flagged + other.flagged);
        }
    }

    /// What has come in, and how much of it is of doubtful quality.
    record Input(SchoolCounts received, SchoolCounts flagged) {}

    @Serdeable
    public record CertificateProgress(
            String id,
            String name,
            String level,
            RoleCount teachers,
            RoleCount students,
            boolean met) {}

    @Serdeable
    public record Total(RoleCount teachers, RoleCount students) {
        public static final Total ZERO = new Total(RoleCount.NONE, RoleCount.NONE);

        public Total plus(Total other) {
            return new Total(teachers.plus(other.teachers), students.plus(other.students));
        }
    }

    /// What a school lacks.
    ///
    /// @param certificate its id; absent for the school's total
    @Serdeable
    public record Shortage(@Nullable String certificate, Role role, int missing) {}

    /// @param quality whether what is of doubtful quality is among the numbers of what was received, and fills quotas
    ///                for which it counts
    static Progress compute(QuotaRule rule, List<Certificate> certificates, Input input, Quality quality) {
        return new Count(rule, quality, input).of(certificates);
    }

    /// Everything that is missing, certificate by certificate, the totals last.
    public List<Shortage> shortages() {
        var shortages = new ArrayList<Shortage>();
        certificates.forEach(
                certificate -> add(shortages, certificate.id(), certificate.teachers(), certificate.students()));
        add(shortages, null, total.teachers(), total.students());
        return shortages;
    }

    private static void add(
            List<Shortage> shortages,
            @Nullable String certificate,
            RoleCount teachers,
            RoleCount students) {
        if (teachers.missing() > 0) {
            shortages.add(new Shortage(certificate, Role.TEACHER, teachers.missing()));
        }
        if (students.missing() > 0) {
            shortages.add(new Shortage(certificate, Role.STUDENT, students.missing()));
        }
    }

    private record Count(QuotaRule rule, Quality quality, Input input) {

        Progress of(List<Certificate> certificates) {
            var registered = certificates.stream().mapToInt(Certificate::registeredStudents).sum();
            var total = new Total(total(Role.TEACHER, registered), total(Role.STUDENT, registered));
            var each = certificates.stream().map(this::certificate).toList();
            var met = each.stream().allMatch(CertificateProgress::met) && total.teachers().missing() == 0
                    && total.students().missing() == 0;
            return new Progress(each, total, met);
        }

        private CertificateProgress certificate(Certificate certificate) {
            var received = input.received().of(certificate.id());
            var flagged = input.flagged().of(certificate.id());
            var teachers = count(rule.requiredOfCertificate(Role.TEACHER), received.teachers(), flagged.teachers());
            var students = count(rule.requiredOfCertificate(Role.STUDENT), received.students(), flagged.students());
            return new CertificateProgress(
                    Ids.text(certificate.id()),
                    certificate.name(),
                    certificate.level(),
                    teachers,
                    students,
                    teachers.missing() == 0 && students.missing() == 0);
        }

        private RoleCount total(Role role, int registered) {
            return count(
                    rule.requiredOfSchool(role, registered),
                    input.received().persons().of(role),
                    input.flagged().persons().of(role));
        }

        /// A flag may be known a moment before the live count knows its response.
        private RoleCount count(int required, int received, int flagged) {
            var unflagged = Math.max(0, received - flagged);
            var shown = quality == Quality.UNFLAGGED ? unflagged : received;
            var counted = rule.counted() == Counted.UNFLAGGED ? unflagged : shown;
            return new RoleCount(required, shown, Math.max(0, required - counted), flagged);
        }
    }
}
