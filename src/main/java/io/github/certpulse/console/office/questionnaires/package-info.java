/// The office's pages about questionnaires: each version as respondents see it, its path, its codebook, and new
/// versions from workbooks.
package io.github.certpulse.console.office.questionnaires;
