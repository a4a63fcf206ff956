package io.github.certpulse.faults.people;

import io.github.certpulse.survey.questionnaire.Role;
import java.util.UUID;

/// One sheet in a request, and what came back for it.
///
/// @param number        in the order of the journal
/// @param certificate   its id
/// @param hash          the draft's, which stands for its content
/// @param mark          the draft's
/// @param sentNanos     when the request began
/// @param answeredNanos when the answer was read; [Long#MAX_VALUE] if none came
/// @param status        0 if no answer came
/// @param code          of the problem; empty otherwise
/// @param receipt       empty unless the sheet was acknowledged
public record Attempt(
        long number,
        UUID id,
        String person,
        String certificate,
        Role role,
        String hash,
        int mark,
        boolean isValid,
        long sentNanos,
        long answeredNanos,
        int status,
        String code,
        String receipt) {

    public boolean isAcknowledged() {
        return status == 200 || status == 201;
    }

    /// The service has said that it will not take the sheet in.
    public boolean isRefused() {
        return status >= 400 && status < 500 && status != 401 && status != 408 && status != 429;
    }

    /// Nobody knows whether the sheet is stored: the client must try again.
    public boolean isUnknown() {
        return !isAcknowledged() && !isRefused();
    }

    /// Where a person answers once.
    public String place() {
        return person + "|" + certificate + "|" + role;
    }
}
