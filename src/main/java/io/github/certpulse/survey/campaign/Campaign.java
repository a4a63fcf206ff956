package io.github.certpulse.survey.campaign;

import io.github.certpulse.platform.database.DateTime;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// One survey of a province: when, with which questionnaires, and how many answers it asks for.
///
/// @param studentShare   of a school's registered students, 0 to 1, exact
/// @param quotaCounts    which responses fill the quotas
/// @param teacherCap     the most teachers' responses a certificate of a school takes in; null: no limit
/// @param studentCap     the same of students
/// @param channels       where answers may come from, separated by commas
/// @param sample         made from public rosters with invented certificates, to be shown as 样例
/// @param schoolResults  whether a school may see the distribution of its own answers
/// @param respondentKey  turns a person into this campaign's respondent
/// @param revision       grows with every change of the campaign, its roster or its codes
@MappedEntity
public record Campaign(
        @Id long id,
        String title,
        String province,
        @TypeDef(type = DataType.OBJECT, converter = DateTime.class) Instant opensAt,
        @TypeDef(type = DataType.OBJECT, converter = DateTime.class) Instant closesAt,
        int teachersPerCertificate,
        int studentsPerCertificate,
        int teachersPerSchool,
        int studentsPerSchool,
        BigDecimal studentShare,
        QuotaRule.Counted quotaCounts,
        @Nullable Integer teacherCap,
        @Nullable Integer studentCap,
        String teacherQuestionnaire,
        String studentQuestionnaire,
        String channels,
        boolean sample,
        boolean schoolResults,
        byte[] respondentKey,
        int revision,
        Instant createdAt) {

    /// How long after the end sheets are still taken in that were begun before it.
    public static final Duration GRACE = Duration.ofMinutes(15);

    /// Where a campaign stands at a moment.
    public enum State {
        SCHEDULED,
        OPEN,
        /// Over, but sheets that were begun in time are still taken in.
        CLOSING,
        CLOSED
    }

    /// Where answers come from.
    public enum Channel {
        WECHAT,
        WEB
    }

    /// The campaign's state at a moment.
    public State state(Instant now) {
        if (now.isBefore(opensAt)) {
            return State.SCHEDULED;
        }
        if (now.isBefore(closesAt)) {
            return State.OPEN;
        }
        return now.isBefore(closesAt.plus(GRACE)) ? State.CLOSING : State.CLOSED;
    }

    public QuotaRule quotaRule() {
        return new QuotaRule(
                new QuotaRule.Counts(teachersPerCertificate, studentsPerCertificate),
                new QuotaRule.Counts(teachersPerSchool, studentsPerSchool),
                studentShare,
                quotaCounts);
    }

    /// The most responses that a certificate of a school takes in from a role.
    public OptionalInt cap(Role role) {
        var cap = switch (role) {
            case TEACHER -> teacherCap;
            case STUDENT -> studentCap;
        };
        return cap == null ? OptionalInt.empty() : OptionalInt.of(cap);
    }

    public boolean hasCaps() {
        return teacherCap != null || studentCap != null;
    }

    /// The questionnaire that a role answers.
    public QuestionnaireVersion questionnaire(Role role) {
        return QuestionnaireVersion.parse(switch (role) {
            case TEACHER -> teacherQuestionnaire;
            case STUDENT -> studentQuestionnaire;
        }).orElseThrow();
    }

    public Set<Channel> channelSet() {
        return Set.of(channels.split(","))
                .stream()
                .map(Channel::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Channel.class)));
    }

    /// A questionnaire and its version, written `teacher-2020@1`.
    public record QuestionnaireVersion(String code, int version) {

        public static Optional<QuestionnaireVersion> parse(String text) {
            var at = text.lastIndexOf('@');
            if (at < 1 || !text.substring(at + 1).matches("[1-9]\\d{0,8}")) {
                return Optional.empty();
            }
            return Optional
                    .of(new QuestionnaireVersion(text.substring(0, at), Integer.parseInt(text.substring(at + 1))));
        }

        @Override
        public String toString() {
            return code + "@" + version;
        }
    }
}
