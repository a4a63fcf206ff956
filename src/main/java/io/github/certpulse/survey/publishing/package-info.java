/// Published questionnaires, which never change: kept, served, listed for the office, taken away as XLSForm workbooks,
/// and published as new versions from such workbooks.
package io.github.certpulse.survey.publishing;
