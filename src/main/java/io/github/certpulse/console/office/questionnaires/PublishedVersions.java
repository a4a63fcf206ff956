package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.publishing.PublicationRepository;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.QuestionnaireVersion;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All published versions of questionnaires, with the campaigns that use them.
@Singleton
public class PublishedVersions {
    private final PublicationRepository publications;
    private final Questionnaires questionnaires;
    private final Campaigns campaigns;

    PublishedVersions(PublicationRepository publications, Questionnaires questionnaires, Campaigns campaigns) {
        this.publications = publications;
        this.questionnaires = questionnaires;
        this.campaigns = campaigns;
    }

    /// @param at        when the version was published
    /// @param campaigns the campaigns that use this version now
    public record PublishedVersion(Definition definition, Instant at, List<Campaign> campaigns) {
        public PublishedVersion {
            campaigns = List.copyOf(campaigns);
        }
    }

    /// All versions, grouped by code, the newest version of each code first.
    List<PublishedVersion> all() {
        var all = campaigns.all();
        return publications.all()
                .reversed()
                .stream()
                .map(
                        row -> new PublishedVersion(
                                questionnaires.find(row.code(), row.version()).orElseThrow().definition(),
                                row.publishedAt(),
                                all.stream()
                                        .filter(
                                                campaign -> uses(
                                                        campaign,
                                                        new QuestionnaireVersion(row.code(), row.version())))
                                        .toList()))
                .toList();
    }

    /// All versions of one questionnaire, newest first; empty where the questionnaire does not exist.
    List<PublishedVersion> versions(String code) {
        return all().stream().filter(each -> each.definition().code().equals(code)).toList();
    }

    /// The newest version of a questionnaire.
    Optional<Definition> latest(String code) {
        return questionnaires.latest(code).map(Questionnaires.Questionnaire::definition);
    }

    /// The campaigns that are not closed, whichever questionnaires they use.
    List<Campaign> running(Instant now) {
        return campaigns.all().stream().filter(campaign -> campaign.state(now) != Campaign.State.CLOSED).toList();
    }

    private static boolean uses(Campaign campaign, QuestionnaireVersion version) {
        return campaign.questionnaires().stream().anyMatch(version::equals);
    }
}
