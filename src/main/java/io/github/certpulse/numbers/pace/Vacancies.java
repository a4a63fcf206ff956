package io.github.certpulse.numbers.pace;

import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.progress.CampaignProgress.Line;
import io.github.certpulse.numbers.progress.Progress.RoleCount;
import io.github.certpulse.numbers.progress.Progress;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is still missing of a role while its responses come in one after another. A certificate asks for responses, a
/// school for different persons, and one response may serve both; so a school lacks the larger of what its certificates
/// lack together and of what its total lacks, and a response counts where that number falls. Surplus counts for
/// nothing: not that of a certificate, nor that of a school.
final class Vacancies {
    private final School[] schools;
    private final int[] left;

    /// @param places where responses come from; what comes for a certificate that is not on a line any more fills the
    ///               school's total only
    Vacancies(Role role, List<Line> lines, List<Origin> places) {
        Map<Long, School> known = new HashMap<>();
        Map<Long, Integer> ofCertificates = new HashMap<>();
        for (var line : lines) {
            var progress = line.progress();
            progress.certificates()
                    .forEach(
                            certificate -> ofCertificates.put(
                                    Ids.parse(certificate.id()).orElseThrow(),
                                    (role == Role.TEACHER ? certificate.teachers() : certificate.students())
                                            .required()));
            known.put(line.school().id(), new School(required(role, progress), total(role, progress).required()));
        }
        this.schools = places.stream()
                .map(place -> known.getOrDefault(place.school(), new School(0, 0)))
                .toArray(School[]::new);
        this.left = places.stream().mapToInt(place -> ofCertificates.getOrDefault(place.certificate(), 0)).toArray();
    }

    /// What is required of a school at least: the larger of its certificates' sum and its total.
    static int requiredOfSchool(Role role, Progress progress) {
        return Math.max(required(role, progress), total(role, progress).required());
    }

    private static int required(Role role, Progress progress) {
        return progress.certificates()
                .stream()
                .mapToInt(
                        certificate -> (role == Role.TEACHER ? certificate.teachers() : certificate.students())
                                .required())
                .sum();
    }

    private static RoleCount total(Role role, Progress progress) {
        return role == Role.TEACHER ? progress.total().teachers() : progress.total().students();
    }

    /// Takes a response in.
    ///
    /// @return by how much the school lacks less, 0 or 1
    int fill(int place, long person) {
        var school = schools[place];
        var before = school.missing();
        if (left[place] > 0) {
            left[place]--;
            school.ofCertificates--;
        }
        school.meet(person);
        return before - school.missing();
    }

    /// One school's count.
    private static final class School {
        private final Set<Long> persons = new HashSet<>();
        private int ofCertificates;
        private int ofTotal;

        School(int ofCertificates, int ofTotal) {
            this.ofCertificates = ofCertificates;
            this.ofTotal = ofTotal;
        }

        int missing() {
            return Math.max(ofCertificates, ofTotal);
        }

        /// Who has come is remembered only as long as the total is not full.
        void meet(long person) {
            if (ofTotal > 0 && persons.add(person)) {
                ofTotal--;
            }
        }
    }
}
