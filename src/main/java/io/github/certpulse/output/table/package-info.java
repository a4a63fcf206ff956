/// The responses as a table: a row for each, in cells that say the same in every format.
package io.github.certpulse.output.table;
