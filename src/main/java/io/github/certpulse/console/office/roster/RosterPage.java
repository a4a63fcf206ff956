package io.github.certpulse.console.office.roster;

import io.github.certpulse.survey.campaign.Campaign;

/// Where a roster is brought in.
///
/// @param schools how many the campaign has already
public record RosterPage(Campaign campaign, int schools) {}
