package io.github.certpulse.numbers.pace;

import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.numbers.progress.Progress;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is still missing of a role while its responses come in one after another. A certificate requires responses, a
/// school different persons, and one response may count for both. So a school lacks the larger of what its certificates
/// lack together and of what its total lacks, and a response counts where that number falls. Surplus of a certificate
/// or a school is not counted.
final class Vacancies {
    private final SchoolVacancy[] schools;
    private final int[] left;

    /// @param places where responses come from; a response for a certificate that is not on a line counts only for the
    ///               school's total
    Vacancies(Role role, List<ProgressLine> lines, List<Origin> places) {
        Map<Long, SchoolVacancy> bySchool = new HashMap<>();
        Map<Long, Integer> ofCertificates = new HashMap<>();
        for (var line : lines) {
            var progress = line.progress();
            progress.certificates()
                    .forEach(
                            certificate -> ofCertificates.put(
                                    Ids.parse(certificate.id()).orElseThrow(),
                                    certificate.of(role).required()));
            bySchool.put(
                    line.school().id(),
                    new SchoolVacancy(required(role, progress), progress.total().of(role).required()));
        }
        this.schools = places.stream()
                .map(place -> bySchool.getOrDefault(place.school(), new SchoolVacancy(0, 0)))
                .toArray(SchoolVacancy[]::new);
        this.left = places.stream().mapToInt(place -> ofCertificates.getOrDefault(place.certificate(), 0)).toArray();
    }

    /// What is required of a school at least: the larger of its certificates' sum and its total.
    static int requiredOfSchool(Role role, Progress progress) {
        return Math.max(required(role, progress), progress.total().of(role).required());
    }

    private static int required(Role role, Progress progress) {
        return progress.certificates()
                .stream()
                .mapToInt(
                        certificate -> certificate.of(role).required())
                .sum();
    }

    /// Adds a response.
    ///
    /// @return by how much the school lacks less, 0 or 1
    int fill(int place, long person) {
        var school = schools[place];
        var before = school.missing();
        if (left[place] > 0) {
            left[place]--;
            school.ofCertificates--;
        }
        school.addPerson(person);
        return before - school.missing();
    }

    /// One school's count.
    private static final class SchoolVacancy {
        private final Set<Long> persons = new HashSet<>();
        private int ofCertificates;
        private int ofTotal;

        SchoolVacancy(int ofCertificates, int ofTotal) {
            this.ofCertificates = ofCertificates;
            this.ofTotal = ofTotal;
        }

        int missing() {
            return Math.max(ofCertificates, ofTotal);
        }

        /// Persons are remembered only as long as the total is not full.
        void addPerson(long person) {
            if (ofTotal > 0 && persons.add(person)) {
                ofTotal--;
            }
        }
    }
}
