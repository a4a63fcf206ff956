package io.github.certpulse.console;

import io.github.certpulse.problem.ProblemException;
import java.util.Optional;

/// The form by which somebody signs in.
///
/// @param username what was typed, so that only the password is typed again
/// @param next     where to go after
/// @param refused  why the last attempt failed
public record SignInForm(String username, String next, Optional<ProblemException> refused) {}
