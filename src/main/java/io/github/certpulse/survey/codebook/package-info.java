/// Codebooks: what every variable means in a table of the answers to a questionnaire.
package io.github.certpulse.survey.codebook;
