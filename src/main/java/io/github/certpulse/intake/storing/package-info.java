/// Writing the tables `response` and `contact`: responses are stored exactly once, together with others that wait.
/// Unique keys of the database decide about duplicates.
package io.github.certpulse.intake.storing;
