/// The rows of the table of figures: what is sent, and what is printed of it.
package io.github.certpulse.rows;
