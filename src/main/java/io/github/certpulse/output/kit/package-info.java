/// The archive for the schools of a campaign: accounts, codes, posters and a note.
package io.github.certpulse.output.kit;
