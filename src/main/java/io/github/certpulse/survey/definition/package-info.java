/// Reading definitions from JSON, and the rules between their parts.
package io.github.certpulse.survey.definition;
