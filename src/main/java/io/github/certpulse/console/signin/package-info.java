/// Signing in and out of the consoles, changing one's own password, choosing the language.
package io.github.certpulse.console.signin;
