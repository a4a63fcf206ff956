package io.github.certpulse.console.school;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.QuotaRule.Counted;
import io.github.certpulse.survey.campaign.QuotaRule;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.testing.Fast;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

@Fast
class RuleInWordsTest {
    private static final PerRole<Integer> NONE = new PerRole<>(0, 0);

    @Test
    void describesHubeisRule() {
        assertThat(RuleInWords.describe(QuotaRule.HUBEI, 500)).isEqualTo(
                new Words(
                        "每个证书至少 5 名教师和 10 名学生。",
                        "For each certificate at least 5 teachers and 10 students."));
    }

    @Test
    void describesAnhuisRuleWithTheNumberForThisSchool() {
        var rule = RuleInWords.describe(QuotaRule.ANHUI, 2345);
        assertThat(rule.zh())
                .isEqualTo(
                        "每个证书至少 1 名教师和 1 名学生；全校合计至少 10 名教师（按人数）；"
                                + "学生不少于本校登记学生 2,345 人的 1%且至少 10 名，即 24 名。");
        assertThat(rule.en()).isEqualTo(
                "For each certificate at least 1 teacher and 1 student; in the whole school at least 10 teachers "
                        + "(different people); of the students at least 1% of the 2,345 registered here and no "
                        + "fewer than 10, that is 24.");
    }

    @Test
    void leavesOutWhatIsNotRequired() {
        assertThat(rule(new PerRole<>(0, 3), NONE, "0", Counted.RECEIVED)).isEqualTo("每个证书至少 3 名学生。");
        assertThat(rule(NONE, new PerRole<>(4, 6), "0", Counted.RECEIVED))
                .isEqualTo("全校合计至少 4 名教师和 6 名学生（按人数）。");
        assertThat(rule(NONE, NONE, "0.005", Counted.RECEIVED))
                .isEqualTo("学生不少于本校登记学生 1,000 人的 0.5%，即 5 名。");
        assertThat(rule(NONE, NONE, "0", Counted.UNFLAGGED))
                .isEqualTo("本次调查没有规定答卷数量，欢迎尽可能多的教师和学生填写。");
        assertThat(rule(new PerRole<>(2, 0), NONE, "0", Counted.UNFLAGGED))
                .isEqualTo("每个证书至少 2 名教师；质量存疑的答卷不计入。");
    }

    private static String rule(
            PerRole<Integer> perCertificate,
            PerRole<Integer> perSchool,
            String share,
            Counted counted) {
        return RuleInWords.describe(new QuotaRule(perCertificate, perSchool, new BigDecimal(share), counted), 1000)
                .zh();
    }
}
