/// The contacts that respondents chose to leave: encrypted, and shown to the office with a record in the audit trail.
package io.github.certpulse.intake.contact;
