/// Reading a roster file that an office clerk made, XLSX or CSV, without trusting it: limits come before parsing, and
/// every fault is told with its row and column.
package io.github.certpulse.survey.roster;
