package io.github.certpulse.survey.completion;

import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.School;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A campaign with its schools, what they pilot, and which of them have declared completion.
///
/// @param schools      in roster order
/// @param certificates by school id, those that it pilots now, in roster order
/// @param completions  by school id
public record CampaignSchools(
        Campaign campaign,
        List<School> schools,
        Map<Long, List<Certificate>> certificates,
        Map<Long, Completion> completions) {

    public CampaignSchools {
        schools = List.copyOf(schools);
        certificates = Map.copyOf(certificates);
        completions = Map.copyOf(completions);
    }

    /// The school with an id; empty where the campaign does not have it.
    public Optional<School> school(long id) {
        return schools.stream().filter(school -> school.id() == id).findFirst();
    }

    /// The certificates that a school pilots now, in roster order.
    public List<Certificate> certificatesOf(School school) {
        return certificates.getOrDefault(school.id(), List.of());
    }

    public Optional<Completion> completionOf(School school) {
        return Optional.ofNullable(completions.get(school.id()));
    }
}
