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
import java.util.Optional;
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
        return poster(
                campaign,
                school,
                Stream.of(Role.values())
                        .flatMap(role -> entries.codeOf(school.id(), role).map(code -> code(role, code)).stream())
                        .toList());
    }

    /// A poster for each school, in roster order, made when the stream reaches it.
    public Stream<Poster> ofAll(Campaign campaign) {
        var codes = entries.codesOf(campaign.id());
        return schools.ofCampaign(campaign.id())
                .stream()
                .map(
                        school -> poster(
                                campaign,
                                school,
                                Optional.ofNullable(codes.get(school.id()))
                                        .stream()
                                        .flatMap(own -> Stream.of(Role.values()).map(role -> code(role, own.of(role))))
                                        .toList()));
    }

    /// @throws io.github.certpulse.platform.problem.ProblemException `public-url-missing` where printed codes could not
    /// be scanned
    public void checkPrintable(Campaign campaign) {
        publicUrl.checkPrintable(campaign);
    }

    int number(Campaign campaign) {
        return schools.countOfCampaign(campaign.id());
    }

    private Poster poster(Campaign campaign, School school, List<Poster.Code> codes) {
        return new Poster(school.name(), campaign, codes, publicUrl.isLocal());
    }

    private Poster.Code code(Role role, EntryCode code) {
        return Poster.Code.from(role, publicUrl.entryUrl(code));
    }
}
