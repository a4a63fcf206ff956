package io.github.certpulse.console.office.schools;

import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.numbers.progress.Progress.CertificateProgress;
import io.github.certpulse.numbers.progress.Progress;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.campaign.School;
import java.time.Instant;
import java.util.Optional;

/// One school in the list of schools.
///
/// @param completedAt empty until the school declares its survey complete
public record SchoolRow(
        School school,
        Progress progress,
        Optional<Instant> completedAt,
        SchoolState state,
        Need teachers,
        Need students) {

    static SchoolRow from(ProgressLine line) {
        return new SchoolRow(
                line.school(),
                line.progress(),
                line.completedAt(),
                SchoolState.from(line.progress()),
                Need.teachers(line.progress()),
                Need.students(line.progress()));
    }

    public String id() {
        return Ids.text(school.id());
    }

    /// The smallest number of responses of both roles that are missing.
    public int missing() {
        return teachers.missing() + students.missing();
    }

    public String city() {
        return school.city() == null ? "" : school.city();
    }

    public Optional<CertificateProgress> certificate(String name) {
        return progress.certificates().stream().filter(certificate -> certificate.name().equals(name)).findFirst();
    }

    /// How many responses a certificate lacks at this school; -1 where the school does not pilot it.
    int missingOf(String certificate) {
        return certificate(certificate).map(found -> found.teachers().missing() + found.students().missing())
                .orElse(-1);
    }
}
