package io.github.certpulse.testing.history;

import io.github.certpulse.testing.history.IntakeModel.Submission;
import io.github.certpulse.testing.history.Linearizability.Model;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What the intake promises of one person's answers for a certificate in a role: at most one sheet is stored, under one
/// id and with one content, and every answer agrees with that.
public final class IntakeModel implements Model<Optional<IntakeModel.Stored>, Submission> {
    /// Nothing is stored.
    public static final Optional<Stored> NOTHING = Optional.empty();

    /// The sheet that is stored.
    public record Stored(UUID id, String content) {}

    /// A sheet that was handed in, and the outcome; or what was found in the table.
    public record Submission(Stored sheet, Outcome outcome) {}

    /// How handing in a sheet ended.
    public enum Outcome {
        STORED,
        REPEATED,
        ID_REUSED,
        ALREADY_ANSWERED,
        FULL,
        /// Refused for what it holds.
        FLAWED,
        /// No answer, or the request to try again: the sheet may be stored now, later or never.
        UNKNOWN,
        /// Not handed in, but found in the table.
        FOUND,
        /// Nothing was found in the table.
        NOT_FOUND;

        /// From an answer's status and code; a status of 0 is none.
        public static Outcome of(int status, String code) {
            return switch (status) {
                case 201 -> STORED;
                case 200 -> REPEATED;
                case 409 -> switch (code) {
                    case "response-id-reused" -> ID_REUSED;
                    case "already-answered" -> ALREADY_ANSWERED;
                    case "quota-full" -> FULL;
                    default -> throw new IllegalArgumentException("no outcome of the intake: " + code);
                };
                case 400, 404, 422 -> FLAWED;
                default -> UNKNOWN;
            };
        }
    }

    @Override
    public Set<Optional<Stored>> after(Optional<Stored> state, Submission submission) {
        var sheet = submission.sheet();
        var isHere = state.filter(sheet::equals).isPresent();
        var hasId = state.filter(stored -> stored.id().equals(sheet.id())).isPresent();
        return switch (submission.outcome()) {
            case STORED -> state.isEmpty() ? Set.of(Optional.of(sheet)) : Set.of();
            case REPEATED, FOUND -> unchangedIf(isHere, state);
            case ID_REUSED -> unchangedIf(hasId && !isHere, state);
            case ALREADY_ANSWERED -> unchangedIf(state.isPresent() && !hasId, state);
            case FULL, NOT_FOUND -> unchangedIf(state.isEmpty(), state);
            case FLAWED -> unchangedIf(!isHere, state);
            case UNKNOWN -> state.isEmpty() ? Set.of(state, Optional.of(sheet)) : Set.of(state);
        };
    }

    private static Set<Optional<Stored>> unchangedIf(boolean possible, Optional<Stored> state) {
        return possible ? Set.of(state) : Set.of();
    }
}
