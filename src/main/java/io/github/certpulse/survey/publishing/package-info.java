/// Published questionnaires, which never change: stored, served, listed for the office, and read from and written to
/// XLSForm workbooks.
package io.github.certpulse.survey.publishing;
