package io.github.certpulse.console.signin;

import io.github.certpulse.access.secondfactor.Enrolments.Enrolment;
import io.github.certpulse.files.qr.QrCode;
import io.github.certpulse.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A person's own second factor.
///
/// @param required      whether every office account must have one
/// @param recoveryCodes how many are left
/// @param refused       why the last attempt failed
public record SecondFactorPage(
        boolean required,
        State state,
        int recoveryCodes,
        Optional<ProblemException> refused) {

    /// How far the person is with setting it up.
    public sealed interface State {
        record Absent() implements State {}

        /// A key waits for its confirmation.
        record Begun(Enrolment enrolment) implements State {
            public QrCode picture() {
                return new QrCode(enrolment.uri());
            }

            /// The key in groups of four, to type.
            public String key() {
                return enrolment.key().replaceAll("(.{4})(?!$)", "$1 ");
            }
        }

        /// It has just been confirmed.
        ///
        /// @param codes the recovery codes, shown only once
        record Confirmed(List<String> codes) implements State {}

        record Present(Instant since) implements State {}
    }
}
