/// Codebooks: what every variable means where the answers to a questionnaire are written as a table.
package io.github.certpulse.survey.codebook;
