/// Writing tables as CSV (RFC 4180) that spreadsheets open without taking anything in them for a formula.
package io.github.certpulse.files.csv;
