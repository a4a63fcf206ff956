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

/// Every published version, and which campaigns ask it.
@Singleton
public class Catalogue {
    private final PublicationRepository publications;
    private final Questionnaires questionnaires;
    private final Campaigns campaigns;

    Catalogue(PublicationRepository publications, Questionnaires questionnaires, Campaigns campaigns) {
        this.publications = publications;
        this.questionnaires = questionnaires;
        this.campaigns = campaigns;
    }

    /// @param campaigns that ask this version now
    public record Published(Definition definition, Instant at, List<Campaign> campaigns) {
        public Published {
            campaigns = List.copyOf(campaigns);
        }
    }

    /// By code, the newest version of each first.
    List<Published> all() {
        var asking = campaigns.all();
        return publications.all()
                .reversed()
                .stream()
                .map(
                        row -> new Published(
                                questionnaires.find(row.code(), row.version()).orElseThrow().definition(),
                                row.publishedAt(),
                                asking.stream()
                                        .filter(
                                                campaign -> asks(
                                                        campaign,
                                                        new QuestionnaireVersion(row.code(), row.version())))
                                        .toList()))
                .toList();
    }

    /// All versions of one questionnaire, newest first; none where there is no such questionnaire.
    List<Published> versions(String code) {
        return all().stream().filter(each -> each.definition().code().equals(code)).toList();
    }

    /// The newest version of a questionnaire.
    Optional<Definition> latest(String code) {
        return questionnaires.latest(code).map(Questionnaires.Questionnaire::definition);
    }

    /// Campaigns that still take sheets or will, whatever they ask.
    List<Campaign> running(Instant now) {
        return campaigns.all().stream().filter(campaign -> campaign.state(now) != Campaign.State.CLOSED).toList();
    }

    private static boolean asks(Campaign campaign, QuestionnaireVersion version) {
        return campaign.questionnaires().stream().anyMatch(version::equals);
    }
}
