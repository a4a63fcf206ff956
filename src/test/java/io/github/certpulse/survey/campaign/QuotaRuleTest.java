package io.github.certpulse.survey.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Fast
class QuotaRuleTest {

    @Test
    void requiresInHubeiFiveTeachersAndTenStudentsForEachCertificateAndNoTotals() {
        assertThat(QuotaRule.HUBEI.requiredOfCertificate(Role.TEACHER)).isEqualTo(5);
        assertThat(QuotaRule.HUBEI.requiredOfCertificate(Role.STUDENT)).isEqualTo(10);
        assertThat(QuotaRule.HUBEI.requiredOfSchool(Role.TEACHER, 5000)).isZero();
        assertThat(QuotaRule.HUBEI.requiredOfSchool(Role.STUDENT, 5000)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "999, 10", "1000, 10", "1001, 11", "1100, 11", "1101, 12", "2900, 29", "5700, 57",
            "100000000, 1000000"})
    void requiresInAnhuiOnePercentOfTheRegisteredStudentsRoundedUpAndAtLeastTen(int registered, int students) {
        assertThat(QuotaRule.ANHUI.requiredOfSchool(Role.STUDENT, registered)).isEqualTo(students);
        assertThat(QuotaRule.ANHUI.requiredOfSchool(Role.TEACHER, registered)).isEqualTo(10);
        assertThat(QuotaRule.ANHUI.requiredOfCertificate(Role.TEACHER)).isOne();
        assertThat(QuotaRule.ANHUI.requiredOfCertificate(Role.STUDENT)).isOne();
    }

    /// In binary floating point 0.07 × 300 is a little more than 21, and 1.1 % of 3000 a little more than 33.
    @ParameterizedTest
    @CsvSource({"0.07, 300, 21", "0.011, 3000, 33", "0.29, 100, 29", "0.58, 100, 58", "1, 17, 17", "0.3333333333, 3, 1",
            "0.0000000001, 1, 1"})
    void calculatesInExactDecimals(BigDecimal share, int registered, int students) {
        assertThat(
                new QuotaRule(new PerRole<>(0, 0), new PerRole<>(0, 0), share, QuotaRule.Counted.RECEIVED)
                        .requiredOfSchool(Role.STUDENT, registered))
                .isEqualTo(students);
    }
}
