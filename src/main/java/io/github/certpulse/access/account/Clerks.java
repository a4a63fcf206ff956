package io.github.certpulse.access.account;

import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;

/// Finds the school of the clerk who sends a request.
@Singleton
public class Clerks {
    private final SchoolRepository schools;
    private final CampaignRepository campaigns;

    Clerks(SchoolRepository schools, CampaignRepository campaigns) {
        this.schools = schools;
        this.campaigns = campaigns;
    }

    /// @param campaign the campaign in which the school takes part
    public record OwnSchool(School school, Campaign campaign) {}

    /// @throws io.github.certpulse.platform.problem.ProblemException `forbidden` where the person is no clerk;
    ///                                                               `not-found` where the school has been removed
    public OwnSchool ownSchool(Authentication authentication) {
        var school = schools.findById(Person.from(authentication).ownSchool())
                .orElseThrow(Problem.NOT_FOUND::exception);
        return new OwnSchool(
                school,
                campaigns.findById(school.campaignId()).orElseThrow(Problem.NOT_FOUND::exception));
    }
}
