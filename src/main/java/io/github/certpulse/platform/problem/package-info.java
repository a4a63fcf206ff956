/// Errors that clients get, with their texts in two languages.
package io.github.certpulse.platform.problem;
