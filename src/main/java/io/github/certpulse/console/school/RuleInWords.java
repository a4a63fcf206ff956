package io.github.certpulse.console.school;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.QuotaRule.Counted;
import io.github.certpulse.survey.campaign.QuotaRule;
import io.github.certpulse.survey.questionnaire.Role;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A [QuotaRule] as one sentence for one school, with the numbers that apply to it.
final class RuleInWords {
    private static final Words NONE = new Words(
            "本次调查没有规定答卷数量，欢迎尽可能多的教师和学生填写。",
            "This campaign asks for no particular number; the more teachers and students answer, the better.");

    private RuleInWords() {}

    /// @param registered the school's registered students
    static Words describe(QuotaRule rule, int registered) {
        var clauses = new ArrayList<Words>();
        add(
                clauses,
                "每个证书至少 %s",
                "for each certificate at least %s",
                rule.requiredOfCertificate(Role.TEACHER),
                rule.requiredOfCertificate(Role.STUDENT));
        if (rule.studentShare().signum() == 0) {
            add(
                    clauses,
                    "全校合计至少 %s（按人数）",
                    "in the whole school at least %s (different people)",
                    rule.requiredOfSchool(Role.TEACHER, registered),
                    rule.requiredOfSchool(Role.STUDENT, registered));
        } else {
            add(
                    clauses,
                    "全校合计至少 %s（按人数）",
                    "in the whole school at least %s (different people)",
                    rule.requiredOfSchool(Role.TEACHER, registered),
                    0);
            clauses.add(share(rule, registered));
        }
        if (clauses.isEmpty()) {
            return NONE;
        }
        if (rule.counted() == Counted.UNFLAGGED) {
            clauses.add(new Words("质量存疑的答卷不计入", "responses of doubtful quality do not count"));
        }
        var english = String.join("; ", clauses.stream().map(Words::en).toList());
        return new Words(
                String.join("；", clauses.stream().map(Words::zh).toList()) + "。",
                english.substring(0, 1).toUpperCase(Locale.ROOT) + english.substring(1) + ".");
    }

    private static void add(List<Words> clauses, String zh, String en, int teachers, int students) {
        var counts = new ArrayList<Words>();
        if (teachers > 0) {
            counts.add(People.counted(teachers, Role.TEACHER));
        }
        if (students > 0) {
            counts.add(People.counted(students, Role.STUDENT));
        }
        if (!counts.isEmpty()) {
            clauses.add(
                    new Words(
                            zh.formatted(String.join("和 ", counts.stream().map(Words::zh).toList())),
                            en.formatted(String.join(" and ", counts.stream().map(Words::en).toList()))));
        }
    }

    private static Words share(QuotaRule rule, int registered) {
        var percent = rule.studentShare().movePointRight(2).stripTrailingZeros().toPlainString();
        var shown = NumberFormat.getIntegerInstance(Locale.CHINA).format(registered);
        var minimum = rule.perSchool().student();
        var needed = rule.requiredOfSchool(Role.STUDENT, registered);
        return new Words(
                "学生不少于本校登记学生 %s 人的 %s%%%s，即 %d 名"
                        .formatted(shown, percent, minimum > 0 ? "且至少 " + minimum + " 名" : "", needed),
                "of the students at least %s%% of the %s registered here%s, that is %d"
                        .formatted(percent, shown, minimum > 0 ? " and no fewer than " + minimum : "", needed));
    }
}
