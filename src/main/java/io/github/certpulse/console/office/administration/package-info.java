/// The office's pages of accounts, the audit trail and contacts.
package io.github.certpulse.console.office.administration;
