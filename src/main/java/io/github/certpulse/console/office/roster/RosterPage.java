package io.github.certpulse.console.office.roster;

import io.github.certpulse.survey.campaign.Campaign;

/// The page on which a roster is uploaded.
///
/// @param schools how many schools the campaign has already
public record RosterPage(Campaign campaign, int schools) {}
