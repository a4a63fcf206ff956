/// The tables `response` and `contact` as they are stored: responses are read, counted, and deleted with their
/// campaign.
package io.github.certpulse.intake.stored;
