package io.github.certpulse.numbers.answer;

import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/// Whether responses of doubtful quality are among them.
public enum Quality {
    ALL,
    /// Only those that no flag marks as doubtful.
    UNFLAGGED;

    /// As it stands in an address: `all`, also where nothing stands there, or `unflagged`.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
    public static Quality parse(@Nullable String name) {
        return switch (name == null || name.isBlank() ? "all" : name) {
            case "all" -> ALL;
            case "unflagged" -> UNFLAGGED;
            default -> throw Problem.PARAMETER_INVALID.with(
                    List.of(
                            new Violation(
                                    "quality",
                                    "invalid",
                                    new Words("须为 all 或 unflagged", "must be all or unflagged"))));
        };
    }
}
