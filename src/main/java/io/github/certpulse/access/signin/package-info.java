/// Signing in by user name and password, the protection against guessing, and changing the password.
package io.github.certpulse.access.signin;
