package io.github.certpulse.platform.problem;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ends a request with a [Problem]. Immutable; it has no stack trace, because its reason is the client's request and
/// not a fault in the code.
public final class ProblemException extends RuntimeException {
    private final Problem problem;
    private final transient @Nullable Words detail;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> members;
    private final @Nullable Duration retryAfter;

    ProblemException(Problem problem) {
        this(problem, null, List.of(), Map.of(), null);
    }

    private ProblemException(
            Problem problem,
            @Nullable Words detail,
            List<Violation> violations,
            Map<String, Object> members,
            @Nullable Duration retryAfter) {
        super(problem.code(), null, false, false);
        this.problem = problem;
        this.detail = detail;
        this.violations = List.copyOf(violations);
        this.members = Map.copyOf(members);
        this.retryAfter = retryAfter;
    }

    public ProblemException because(Words detail) {
        return new ProblemException(problem, detail, violations, members, retryAfter);
    }

    public ProblemException with(List<Violation> violations) {
        return new ProblemException(problem, detail, violations, members, retryAfter);
    }

    public ProblemException with(Map<String, Object> members) {
        return new ProblemException(problem, detail, violations, members, retryAfter);
    }

    public ProblemException retryAfter(Duration delay) {
        return new ProblemException(problem, detail, violations, members, delay);
    }

    public Problem problem() {
        return problem;
    }

    public Optional<Words> detail() {
        return Optional.ofNullable(detail);
    }

    public List<Violation> violations() {
        return violations;
    }

    /// Members of the problem document beyond the standard ones, by name.
    public Map<String, Object> members() {
        return members;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// The same in whole seconds, at least one, as the header `Retry-After` has it.
    public Optional<Long> retryAfterSeconds() {
        return retryAfter().map(delay -> Math.max(1, delay.plusMillis(999).toSeconds()));
    }
}
