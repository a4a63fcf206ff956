package io.github.certpulse.console.signin;

import io.github.certpulse.platform.problem.ProblemException;
import java.util.Optional;

/// The form by which somebody signs in.
///
/// @param username as it was typed, so that only the password has to be typed again
/// @param next     where to go after
/// @param refused  why the last attempt failed
public record SignInForm(String username, String next, Optional<ProblemException> refused) {}
