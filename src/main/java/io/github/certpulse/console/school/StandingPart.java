package io.github.certpulse.console.school;

import static java.util.stream.Collectors.toMap;

import io.github.certpulse.numbers.progress.Progress.CertificateProgress;
import io.github.certpulse.numbers.progress.Progress.RoleCount;
import io.github.certpulse.numbers.progress.Progress.Shortage;
import io.github.certpulse.numbers.progress.SchoolSurvey.SurveyStatus;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// The part of a school's page that changes while responses come in.
///
/// @param refused whether the school's declaration has just been refused
public record StandingPart(SurveyStatus standing, boolean refused) {

    /// The rule in one sentence.
    public Words rule() {
        return RuleInWords.describe(standing.campaign().quotaRule(), standing.registeredStudents());
    }

    /// Whether no response was received yet.
    public boolean isEmpty() {
        var total = standing.progress().total();
        return total.teachers().received() + total.students().received() == 0;
    }

    /// Every shortage in words: the certificate, the role, the number.
    public List<Words> missing() {
        var names = standing.progress()
                .certificates()
                .stream()
                .collect(
                        toMap(
                                CertificateProgress::id,
                                certificate -> "%s（%s）".formatted(certificate.name(), certificate.level())));
        return standing.progress()
                .shortages()
                .stream()
                .map(shortage -> missing(shortage, Objects.requireNonNull(names.get(shortage.certificate()))))
                .toList();
    }

    private static Words missing(Shortage shortage, String certificate) {
        var people = People.words(shortage.role());
        return new Words(
                "%s：%s还差 %d 名"
                        .formatted(certificate == null ? "全校合计" : certificate, people.zh(), shortage.missing()),
                "%s: %s missing".formatted(
                        certificate == null ? "Whole school" : certificate,
                        People.counted(shortage.missing(), shortage.role()).en()));
    }

    /// The text of a bar.
    static Words bar(Role role, RoleCount count) {
        var people = People.words(role);
        return count.required() == 0
                ? new Words(
                        "%s已收 %d 份，没有数量要求".formatted(people.zh(), count.received()),
                        "%s: %d received, no number required".formatted(people.en(), count.received()))
                : new Words(
                        "%s已收 %d，要求 %d，还差 %d"
                                .formatted(people.zh(), count.received(), count.required(), count.missing()),
                        "%s: %d received, %d required, %d missing"
                                .formatted(people.en(), count.received(), count.required(), count.missing()));
    }

    /// The counts as a sentence, for screen readers.
    public Words spoken() {
        var total = standing.progress().total();
        var missing = standing.progress()
                .shortages()
                .stream()
                .filter(shortage -> shortage.certificate() != null)
                .mapToInt(Shortage::missing)
                .sum();
        var teachers = People.counted(total.teachers().received(), Role.TEACHER);
        var students = People.counted(total.students().received(), Role.STUDENT);
        return new Words(
                "全校已有 %s、%s填写；各证书合计还差 %d 份".formatted(teachers.zh(), students.zh(), missing),
                "%s and %s have answered; over all certificates %d missing"
                        .formatted(teachers.en(), students.en(), missing));
    }

    /// The time until the deadline.
    public Words timeLeft(Instant now) {
        var left = Duration.between(now, standing.campaign().closesAt());
        if (left.toDays() > 0) {
            return new Words("%d 天 %d 小时", "%d days %d hours").with(left.toDays(), left.toHoursPart());
        }
        return left.toHours() > 0
                ? new Words("%d 小时 %d 分钟", "%d hours %d minutes").with(left.toHours(), left.toMinutesPart())
                : new Words("%d 分钟", "%d minutes").with(left.toMinutes() + 1);
    }
}
