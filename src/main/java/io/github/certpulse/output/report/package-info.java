/// The results as a workbook for reports: tables and charts, ready to be printed.
package io.github.certpulse.output.report;
