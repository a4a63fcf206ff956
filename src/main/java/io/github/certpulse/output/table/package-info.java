/// The responses as a table with a row for each, as CSV or as a workbook with the same content.
package io.github.certpulse.output.table;
