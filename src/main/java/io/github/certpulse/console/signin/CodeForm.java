package io.github.certpulse.console.signin;

import io.github.certpulse.platform.problem.ProblemException;
import java.util.Optional;

/// The form for the code of the second factor, the second step of signing in.
///
/// @param challenge what the right password has given
/// @param next      the page to open after signing in
/// @param refused   why the last attempt failed
public record CodeForm(String challenge, String next, Optional<ProblemException> refused) {}
