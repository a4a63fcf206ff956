package io.github.certpulse.console.signin;

import io.github.certpulse.platform.problem.ProblemException;
import java.util.Optional;

/// The form for signing in.
///
/// @param username the user name of the last attempt, so that only the password has to be typed again
/// @param next     the page to open after signing in
/// @param refused  why the last attempt failed
public record SignInForm(String username, String next, Optional<ProblemException> refused) {}
