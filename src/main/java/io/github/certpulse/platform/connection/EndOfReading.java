package io.github.certpulse.platform.connection;

import io.github.certpulse.platform.problem.ProblemException;
import java.nio.channels.ClosedChannelException;

/// Ends a body with a problem. The framework does not log exceptions of this kind where nobody waits for the body any
/// more.
final class EndOfReading extends ClosedChannelException {
    EndOfReading(ProblemException problem) {
        initCause(problem);
    }
}
