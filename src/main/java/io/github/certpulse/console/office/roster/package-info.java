/// The office's pages of a campaign's roster: a template to fill in, a preview of the file, the import.
package io.github.certpulse.console.office.roster;
