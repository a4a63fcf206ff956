package io.github.certpulse.numbers.answer;

import io.github.certpulse.survey.questionnaire.Role;
import java.nio.ByteBuffer;

/// What distinguishes the responses of a campaign in memory: role, certificate and person, of which there is one
/// response. Equal for different responses in one case in 2^64. Not to be changed: snapshots of schools keep a hash of
/// keys.
public final class ResponseKey {

    private ResponseKey() {}

    /// @param certificate its id
    /// @param person      64 bits that distinguish the respondents of a campaign, see [#person]
    public static long of(Role role, long certificate, long person) {
        return person ^ Marks.mixed(2 * certificate + role.ordinal());
    }

    /// @param respondent within the campaign, 16 bytes
    public static long person(byte[] respondent) {
        return ByteBuffer.wrap(respondent).getLong();
    }
}
