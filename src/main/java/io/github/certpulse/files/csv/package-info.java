/// Writing CSV files (RFC 4180) whose cells no spreadsheet treats as formulas.
package io.github.certpulse.files.csv;
