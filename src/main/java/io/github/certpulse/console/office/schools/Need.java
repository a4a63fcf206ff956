package io.github.certpulse.console.office.schools;

import io.github.certpulse.numbers.progress.Progress.CertificateProgress;
import io.github.certpulse.numbers.progress.Progress.RoleCount;
import io.github.certpulse.numbers.progress.Progress;
import java.util.List;
import java.util.function.Function;

/// What is required, received and missing of one role, for all certificates of one or of many schools. A certificate's
/// quota counts responses, a school's total counts persons, and one response may count for both. So the number required
/// or missing of a school is the larger of two: the sum over its certificates, and its total. That is the smallest
/// number of responses that can fulfil both.
///
/// @param received responses, including those beyond the required number
/// @param setAside responses that came in but are set aside
public record Need(int required, int received, int missing, int setAside) {
    static final Need NONE = new Need(0, 0, 0, 0);

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
                Math.max(sum.missing(), total.missing()),
                sum.setAside());
    }

    Need plus(Need other) {
        return new Need(
                required + other.required,
                received + other.received,
                missing + other.missing,
                setAside + other.setAside);
    }

    /// How many of the required responses were received. The surplus of one school does not count for another school.
    public int filled() {
        return required - missing;
    }

    /// The share of the required responses that were received, from 0 to 1; 1 where nothing is required.
    public double share() {
        return required == 0 ? 1 : (double) filled() / required;
    }
}
