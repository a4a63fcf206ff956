package io.github.certpulse.progress;

import io.github.certpulse.campaign.Certificate;
import io.github.certpulse.campaign.QuotaRule;
import io.github.certpulse.progress.SchoolCounts.Received;
import io.github.certpulse.questionnaire.Role;
import io.github.certpulse.shared.Ids;
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

    /// @param missing what `received` lacks to `required`, never negative
    @Serdeable
    public record RoleCount(int required, int received, int missing) {

        static RoleCount of(int required, int received) {
            return new RoleCount(required, received, Math.max(0, required - received));
        }

        public RoleCount plus(RoleCount other) {
            return new RoleCount(required + other.required, received + other.received, missing + other.missing);
        }
    }

    @Serdeable
    public record CertificateProgress(String id, String name, String level, RoleCount teachers, RoleCount students, boolean met) {}

    @Serdeable
    public record Total(RoleCount teachers, RoleCount students) {
        public static final Total ZERO = new Total(RoleCount.of(0, 0), RoleCount.of(0, 0));

        public Total plus(Total other) {
            return new Total(teachers.plus(other.teachers), students.plus(other.students));
        }
    }

    /// What a school lacks.
    ///
    /// @param certificate its id; absent for the school's total
    @Serdeable
    record Shortage(@Nullable String certificate, Role role, int missing) {}

    static Progress of(QuotaRule rule, List<Certificate> certificates, SchoolCounts counts) {
        var registered = certificates.stream().mapToInt(Certificate::registeredStudents).sum();
        var total = new Total(total(rule, Role.TEACHER, registered, counts.persons()), total(rule, Role.STUDENT, registered, counts.persons()));
        var each = certificates.stream().map(certificate -> certificate(rule, certificate, counts.of(certificate.id()))).toList();
        var met = each.stream().allMatch(CertificateProgress::met) && total.teachers().missing() == 0 && total.students().missing() == 0;
        return new Progress(each, total, met);
    }

    /// Everything that is missing, certificate by certificate, the totals last.
    List<Shortage> shortages() {
        var shortages = new ArrayList<Shortage>();
        certificates.forEach(certificate -> add(shortages, certificate.id(), certificate.teachers(), certificate.students()));
        add(shortages, null, total.teachers(), total.students());
        return shortages;
    }

    private static void add(List<Shortage> shortages, @Nullable String certificate, RoleCount teachers, RoleCount students) {
        if (teachers.missing() > 0) {
            shortages.add(new Shortage(certificate, Role.TEACHER, teachers.missing()));
        }
        if (students.missing() > 0) {
            shortages.add(new Shortage(certificate, Role.STUDENT, students.missing()));
        }
    }

    private static CertificateProgress certificate(QuotaRule rule, Certificate certificate, Received received) {
        var teachers = RoleCount.of(rule.requiredOfCertificate(Role.TEACHER), received.teachers());
        var students = RoleCount.of(rule.requiredOfCertificate(Role.STUDENT), received.students());
        return new CertificateProgress(Ids.text(certificate.id()), certificate.name(), certificate.level(), teachers, students,
                teachers.missing() == 0 && students.missing() == 0);
    }

    private static RoleCount total(QuotaRule rule, Role role, int registered, Received persons) {
        return RoleCount.of(rule.requiredOfSchool(role, registered), persons.of(role));
    }
}
