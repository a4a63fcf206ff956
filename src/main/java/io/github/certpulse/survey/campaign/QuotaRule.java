package io.github.certpulse.survey.campaign;

import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// How many respondents a campaign asks for: one formula for all provinces. These are lower limits; more answers are
/// always welcome.
///
/// Hubei (18 Dec 2020) asks 5 teachers and 10 students for each certificate. Anhui (皖教秘高〔2020〕149号) asks 10
/// teachers a school, students at least 1 % of the registered ones and never fewer than 10, and every certificate
/// covered.
///
/// @param perCertificate asked for each certificate of a school
/// @param perSchool      asked of a school in total, in different persons
/// @param studentShare   of the school's registered students, 0 to 1
/// @param counted        which responses count
public record QuotaRule(
        PerRole<Integer> perCertificate,
        PerRole<Integer> perSchool,
        BigDecimal studentShare,
        Counted counted) {
    public static final QuotaRule HUBEI =
            new QuotaRule(new PerRole<>(5, 10), new PerRole<>(0, 0), BigDecimal.ZERO, Counted.RECEIVED);
    public static final QuotaRule ANHUI =
            new QuotaRule(new PerRole<>(1, 1), new PerRole<>(10, 10), new BigDecimal("0.01"), Counted.RECEIVED);

    /// Which responses fill a quota.
    public enum Counted {
        /// All of them, as the notices say.
        RECEIVED,
        /// Only those whose quality is not in doubt.
        UNFLAGGED
    }

    /// How many different persons a school needs in total, given how many students are registered there.
    public int requiredOfSchool(Role role, int registeredStudents) {
        return switch (role) {
            case TEACHER -> perSchool.teacher();
            case STUDENT -> Math.max(
                    perSchool.student(),
                    studentShare.multiply(BigDecimal.valueOf(registeredStudents))
                            .setScale(0, RoundingMode.CEILING)
                            .intValueExact());
        };
    }

    /// How many responses each certificate needs.
    public int requiredOfCertificate(Role role) {
        return perCertificate.of(role);
    }
}
