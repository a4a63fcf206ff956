/// The office's pages on who may do what and who did what: accounts, audit trail, contacts.
package io.github.certpulse.console.office.administration;
