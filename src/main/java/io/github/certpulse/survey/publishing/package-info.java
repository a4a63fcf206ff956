/// Questionnaires in the office's hands: which versions there are, their XLSForm workbooks, and new versions from such
/// workbooks.
package io.github.certpulse.survey.publishing;
