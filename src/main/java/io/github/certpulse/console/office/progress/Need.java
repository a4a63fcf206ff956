package io.github.certpulse.console.office.progress;

import io.github.certpulse.numbers.progress.Progress.CertificateProgress;
import io.github.certpulse.numbers.progress.Progress.RoleCount;
import io.github.certpulse.numbers.progress.Progress;
import java.util.List;
import java.util.function.Function;

/// What one role owes, over all certificates of a school or of many schools. A certificate's quota counts responses, a
/// school's total counts persons, and one response may serve both: so what is required, and missing, of a school is the
/// larger of the certificates' sum and the total's, the fewest responses that can do.
///
/// @param received responses, also those beyond what is required
public record Need(int required, int received, int missing) {
    static final Need NONE = new Need(0, 0, 0);

    static Need teachers(Progress progress) {
        return from(progress.certificates(), CertificateProgress::teachers, progress.total().teachers());
    }

    static Need students(Progress progress) {
        return from(progress.certificates(), CertificateProgress::students, progress.total().students());
    }

    private static Need from(
            List<CertificateProgress> certificates,
            Function<CertificateProgress, RoleCount> role,
            RoleCount total) {
        var sum = certificates.stream().map(role).reduce(RoleCount.NONE, RoleCount::plus);
        return new Need(
                Math.max(sum.required(), total.required()),
                sum.received(),
                Math.max(sum.missing(), total.missing()));
    }

    Need plus(Need other) {
        return new Need(required + other.required, received + other.received, missing + other.missing);
    }

    /// How much of what is required is there: surplus at one school does not make up for another.
    public int filled() {
        return required - missing;
    }

    /// 0 to 1; 1 where nothing is required.
    public double share() {
        return required == 0 ? 1 : (double) filled() / required;
    }
}
