package io.github.certpulse.console.office.retention;

import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.retention.Retention;
import io.github.certpulse.survey.retention.Retentions;

/// @param preview what a destruction would do now
/// @param saved   whether the day was just changed
public record RetentionPage(Campaign campaign, Retention retention, Retentions.Preview preview, boolean saved) {}
