/// The office's pages that draw up a campaign: guided start, kit for the schools, settings.
package io.github.certpulse.console.office.setup;
