package io.github.certpulse.survey.campaign;

import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.QuestionnaireVersion;
import io.github.certpulse.survey.questionnaire.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/// One survey of a province: its dates, its questionnaires, and how many answers it requires.
///
/// @param caps           the most responses of a role for one certificate of a school; empty: no limit
/// @param questionnaires the questionnaire of each role
/// @param channels       the channels that are allowed, in the order of [Channel]; at least one
/// @param sample         made from public rosters with invented certificates, to be shown as 样例
/// @param schoolResults  whether schools may see the distribution of their own answers
/// @param respondentKey  the key of the hash that stands for a person within this campaign
/// @param revision       increases with every change of the campaign, its roster or its codes
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

    /// For how long after the end the service still accepts sheets that were begun before it.
    public static final Duration GRACE = Duration.ofMinutes(15);

    private static final byte[] NO_KEY = new byte[32];

    /// A campaign's state at a point in time.
    public enum State {
        SCHEDULED,
        OPEN,
        /// Over, but sheets that were begun in time are still accepted.
        CLOSING,
        CLOSED
    }

    /// Where an answer comes from.
    public enum Channel {
        WECHAT,
        WEB
    }

    public Campaign {
        channels = Collections.unmodifiableSet(EnumSet.copyOf(channels));
    }

    /// The campaign's state at a point in time.
    public State state(Instant now) {
        if (now.isBefore(opensAt)) {
            return State.SCHEDULED;
        }
        if (now.isBefore(closesAt)) {
            return State.OPEN;
        }
        return now.isBefore(closesAt.plus(GRACE)) ? State.CLOSING : State.CLOSED;
    }

    /// Whether nobody can be recognised as a respondent any more: its key was destroyed, see [#noKey].
    public boolean isUnlinked() {
        return Arrays.equals(respondentKey, NO_KEY);
    }

    /// What stands instead of a destroyed key.
    public static byte[] noKey() {
        return NO_KEY.clone();
    }

    /// The most responses of a role for one certificate of a school.
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
