/// SQL that is written by hand: connections, statements and their values, rows, patterns of `like`.
package io.github.certpulse.platform.sql;
