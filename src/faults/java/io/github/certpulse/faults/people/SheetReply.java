package io.github.certpulse.faults.people;

import io.github.certpulse.testing.Reply;
import io.micronaut.json.tree.JsonNode;
import java.util.UUID;

/// What came back for one sheet, whether it was sent alone or with others.
///
/// @param code    of the problem; empty where there is none
/// @param receipt empty unless the sheet was acknowledged
record SheetReply(int status, String code, String receipt) {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_ERROR = 500;

    /// The answer to a sheet alone.
    static SheetReply of(Reply reply) {
        return isAcknowledged(reply.status()) ? new SheetReply(reply.status(), "", reply.string("receipt"))
                : new SheetReply(reply.status(), code(reply), "");
    }

    /// The outcome of one of several sheets.
    ///
    /// @throws IllegalStateException if it is the outcome of another sheet
    static SheetReply of(UUID id, JsonNode outcome) {
        if (!outcome.get("id").getStringValue().equals(id.toString())) {
            throw new IllegalStateException("in the place of %s: %s".formatted(id, outcome));
        }
        var status = outcome.get("status").getIntValue();
        return isAcknowledged(status) ? new SheetReply(status, "", outcome.get("receipt").getStringValue())
                : new SheetReply(status, Reply.at(outcome, "problem.code").getStringValue(), "");
    }

    private static String code(Reply reply) {
        try {
            return reply.string("code");
        } catch (RuntimeException noProblem) {
            return "?";
        }
    }

    private static boolean isAcknowledged(int status) {
        return status == OK || status == CREATED;
    }

    boolean isAcknowledged() {
        return isAcknowledged(status);
    }

    /// Stored now, and not before.
    boolean isNew() {
        return status == CREATED;
    }

    /// Whether the client knows what became of the sheet, and need not send it again.
    boolean isKnown() {
        return status < FIRST_ERROR && status != TOO_MANY_REQUESTS && status != UNAUTHORIZED;
    }
}
