/// The office's pages for drawing up a campaign: guided start, settings, the kit for the schools.
package io.github.certpulse.console.office.setup;
