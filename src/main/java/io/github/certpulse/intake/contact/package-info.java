/// The contacts that respondents chose to leave: kept apart from the answers, sealed, shown to the office on record.
package io.github.certpulse.intake.contact;
