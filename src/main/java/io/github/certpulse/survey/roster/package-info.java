/// Reading a roster file that an office clerk made, XLSX or CSV: limits are checked before parsing, and every violation
/// is reported with its row and column.
package io.github.certpulse.survey.roster;
