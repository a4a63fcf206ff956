package io.github.certpulse.survey.campaign;

import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.QuestionnaireVersion;
import io.github.certpulse.survey.questionnaire.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/// One survey of a province: when, with which questionnaires, and how many answers it asks for.
///
/// @param caps           the most responses of a role that a certificate of a school takes in; empty: no limit
/// @param questionnaires that a role answers
/// @param channels       where answers may come from, in the order of [Channel]; at least one
/// @param sample         made from public rosters with invented certificates, to be shown as 样例
/// @param schoolResults  whether a school may see the distribution of its own answers
/// @param respondentKey  turns a person into this campaign's respondent
/// @param revision       grows with every change of the campaign, its roster or its codes
public record Campaign(
        long id,
        String title,
        String province,
        Instant opensAt,
        Instant closesAt,
        QuotaRule quotaRule,
        PerRole<OptionalInt> caps,
        PerRole<QuestionnaireVersion> questionnaires,
        Set<Channel> channels,
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

    public Campaign {
        channels = Collections.unmodifiableSet(EnumSet.copyOf(channels));
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

    /// The most responses that a certificate of a school takes in from a role.
    public OptionalInt cap(Role role) {
        return caps.of(role);
    }

    public boolean hasCaps() {
        return caps.stream().anyMatch(OptionalInt::isPresent);
    }

    /// The questionnaire that a role answers.
    public QuestionnaireVersion questionnaire(Role role) {
        return questionnaires.of(role);
    }
}
