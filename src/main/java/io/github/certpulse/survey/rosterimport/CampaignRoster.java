package io.github.certpulse.survey.rosterimport;

import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.spelling.NameKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The schools and certificates of a campaign, by name. Early versions of the import stored the same name in several
/// spellings: each of these is found by its own spelling, and any further spelling finds the first of them.
final class CampaignRoster {
    private final Map<String, School> schools = new HashMap<>();
    private final Map<NameKey, School> schoolsByKey = new HashMap<>();
    private final Map<ExactName, Certificate> certificates = new LinkedHashMap<>();
    private final Map<CertificateKey, Certificate> certificatesByKey = new HashMap<>();

    private record ExactName(long schoolId, String name) {}

    private record CertificateKey(long schoolId, NameKey name) {}

    CampaignRoster(List<School> schools, List<Certificate> certificates) {
        for (var school : schools) {
            this.schools.put(school.name(), school);
            schoolsByKey.putIfAbsent(NameKey.from(school.name()), school);
        }
        for (var certificate : certificates) {
            this.certificates.put(new ExactName(certificate.schoolId(), certificate.name()), certificate);
            certificatesByKey.putIfAbsent(
                    new CertificateKey(certificate.schoolId(), NameKey.from(certificate.name())),
                    certificate);
        }
    }

    int schools() {
        return schools.size();
    }

    Stream<Certificate> certificates() {
        return certificates.values().stream();
    }

    Optional<School> school(String name) {
        return Optional.ofNullable(schools.get(name))
                .or(() -> Optional.ofNullable(schoolsByKey.get(NameKey.from(name))));
    }

    Optional<Certificate> certificate(long schoolId, String name) {
        return Optional.ofNullable(certificates.get(new ExactName(schoolId, name)))
                .or(() -> Optional.ofNullable(certificatesByKey.get(new CertificateKey(schoolId, NameKey.from(name)))));
    }
}
