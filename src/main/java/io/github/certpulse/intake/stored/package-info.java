/// The tables `response` and `contact`; only this package names them in SQL. Responses are stored exactly once, read,
/// counted, and deleted with their campaign; unique keys of the database decide about duplicates.
package io.github.certpulse.intake.stored;
