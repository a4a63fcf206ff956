package io.github.certpulse.platform.http;

import io.github.certpulse.platform.problem.Problem;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// One page of a long list.
///
/// @param page  counted from 0
/// @param total entries in the whole list
@Serdeable
public record Page<T>(List<T> items, int page, int size, int total) {
    public static final int MAX_SIZE = 500;

    public Page {
        items = List.copyOf(items);
    }

    /// @throws ProblemException `parameter-invalid`
    public static void check(int page, int size) {
        if (page < 0 || page > 1_000_000 || size < 1 || size > MAX_SIZE) {
            throw Problem.PARAMETER_INVALID.because(
                    "page 从 0 起，size 为 1 到 %d".formatted(MAX_SIZE),
                    "page starts at 0, size is 1 to %d".formatted(MAX_SIZE));
        }
    }
}
