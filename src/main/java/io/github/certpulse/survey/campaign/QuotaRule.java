package io.github.certpulse.survey.campaign;

import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// How many respondents a campaign requires: one formula for all provinces. These are lower limits; there may be more
/// answers.
///
/// Hubei (18 Dec 2020) requires 5 teachers and 10 students for each certificate. Anhui (皖教秘高〔2020〕149号) requires
/// 10 teachers for each school, at least 1 % of its registered students and at least 10 of them, and every certificate
/// covered.
///
/// @param perCertificate required for each certificate of a school
/// @param perSchool      required of a school in total, as different persons
/// @param studentShare   share of the school's registered students that is required, 0 to 1
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

    /// How many different persons of a role a school needs in total.
    ///
    /// @param registeredStudents the number of students registered at the school
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

    /// How many responses of a role each certificate needs.
    public int requiredOfCertificate(Role role) {
        return perCertificate.of(role);
    }
}
