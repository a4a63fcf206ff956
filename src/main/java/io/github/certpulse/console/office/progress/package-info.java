/// The office's overview of a campaign: how far the province is, its pace, the schools that lack most.
package io.github.certpulse.console.office.progress;
