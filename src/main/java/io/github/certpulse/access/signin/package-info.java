/// Signing in by user name and password: known devices, what guessing costs, changing the password.
package io.github.certpulse.access.signin;
