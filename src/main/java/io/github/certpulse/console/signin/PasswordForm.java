package io.github.certpulse.console.signin;

import io.github.certpulse.platform.problem.ProblemException;
import java.util.Optional;

/// The form for changing one's own password.
///
/// @param first   whether it is a first password that has to be changed now
/// @param differ  whether the two entries of the new password differ
/// @param refused why the last attempt failed
/// @param factors whether the person can have a second factor
public record PasswordForm(boolean first, boolean differ, Optional<ProblemException> refused, boolean factors) {}
