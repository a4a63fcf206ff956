/// The path through a questionnaire, in words and as a diagram.
package io.github.certpulse.console.office.path;
