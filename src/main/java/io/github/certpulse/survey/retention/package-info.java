/// How long a campaign's personal data are kept: the date, and the destruction of contacts and of the keys by which
/// people are recognised. Anonymous answers stay.
package io.github.certpulse.survey.retention;
