/// The tables `response` and `contact`: the only package whose SQL names them. Storing exactly once, reading row by
/// row, counting, and deleting with a campaign; the database's unique keys decide, never a look before the write.
package io.github.certpulse.intake.stored;
