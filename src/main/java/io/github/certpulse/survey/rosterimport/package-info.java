/// Putting a roster into a campaign: what it would change, and the import itself.
package io.github.certpulse.survey.rosterimport;
