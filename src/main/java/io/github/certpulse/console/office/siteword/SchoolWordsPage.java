package io.github.certpulse.console.office.siteword;

import io.github.certpulse.intake.admission.SiteWordOverview.SchoolWords;
import io.github.certpulse.survey.campaign.Campaign;

/// A school's site words of today, for the office.
public record SchoolWordsPage(Campaign campaign, SchoolWords looked) {}
