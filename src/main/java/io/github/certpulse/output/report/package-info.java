/// The results as a workbook that goes into a report as it is: tables and charts, made to be printed.
package io.github.certpulse.output.report;
