/// The office's page about the personal data of a campaign: until when they are kept, and their destruction.
package io.github.certpulse.console.office.retention;
