package io.github.certpulse.output.poster;

import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.entry.Entries;
import io.github.certpulse.survey.entry.EntryCode;
import io.github.certpulse.survey.entry.PublicUrl;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Makes posters with the codes that are valid now.
@Singleton
public class Posters {
    private final SchoolRepository schools;
    private final Entries entries;
    private final PublicUrl publicUrl;

    Posters(SchoolRepository schools, Entries entries, PublicUrl publicUrl) {
        this.schools = schools;
        this.entries = entries;
        this.publicUrl = publicUrl;
    }

    public Poster of(Campaign campaign, School school) {
        return new Poster(
                school.name(),
                campaign,
                Stream.of(Role.values())
                        .flatMap(role -> entries.codeOf(school.id(), role).map(code -> code(role, code)).stream())
                        .toList(),
                publicUrl.isLocal());
    }

    /// One for each school, in roster order, each made when it is asked for.
    public Stream<Poster> ofAll(Campaign campaign) {
        var codes = entries.codesOf(campaign.id());
        return schools.ofCampaign(campaign.id())
                .stream()
                .map(school -> of(campaign, school, codes.getOrDefault(school.id(), Map.of())));
    }

    /// @throws io.github.certpulse.platform.problem.ProblemException `public-url-missing` where nobody could scan what
    ///                                                               is printed
    public void checkPrintable(Campaign campaign) {
        publicUrl.checkPrintable(campaign);
    }

    int number(Campaign campaign) {
        return schools.countOfCampaign(campaign.id());
    }

    private Poster of(Campaign campaign, School school, Map<Role, EntryCode> codes) {
        return new Poster(
                school.name(),
                campaign,
                List.of(Role.values())
                        .stream()
                        .filter(codes::containsKey)
                        .map(role -> code(role, Objects.requireNonNull(codes.get(role))))
                        .toList(),
                publicUrl.isLocal());
    }

    private Poster.Code code(Role role, EntryCode code) {
        return Poster.Code.from(role, publicUrl.of(code));
    }
}
