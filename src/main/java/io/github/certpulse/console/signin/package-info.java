/// The way into the consoles and out of them, the change of one's password, the choice of the language.
package io.github.certpulse.console.signin;
