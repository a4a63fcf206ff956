package io.github.certpulse.numbers.tally;

import static java.util.Objects.requireNonNull;

import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The certificates that have responses: each has a place, by which columns name it.
final class Places {
    private final Map<Long, Integer> byCertificate = new HashMap<>();
    private final List<Long> certificates = new ArrayList<>();
    private int[] students = {};

    /// The place of a response's certificate.
    int add(long certificate, Role role) {
        var place = byCertificate.computeIfAbsent(certificate, _ -> {
            certificates.add(certificate);
            students = Arrays.copyOf(students, certificates.size());
            return certificates.size() - 1;
        });
        students[place] += role == Role.STUDENT ? 1 : 0;
        return place;
    }

    /// The certificates' ids, by place.
    List<Long> certificates() {
        return certificates;
    }

    /// Their origins, by place.
    List<Origin> origins(Map<Long, Origin> origins) {
        return certificates.stream()
                .map(
                        certificate -> requireNonNull(
                                origins.get(certificate),
                                "a response's certificate is on no roster"))
                .toList();
    }

    /// Whether a role's responses have [Flag#MORE_THAN_REGISTERED], by place. Everything that was received counts, also
    /// what is set aside.
    boolean[] overfull(Role role, List<Origin> origins) {
        var overfull = new boolean[origins.size()];
        for (var place = 0; role == Role.STUDENT && place < overfull.length; place++) {
            var atMost = origins.get(place).registered();
            overfull[place] = atMost > 0 && students[place] > atMost;
        }
        return overfull;
    }

    /// The certificates whose students' responses have [Flag#MORE_THAN_REGISTERED].
    Set<Long> overfull(List<Origin> origins) {
        var overfull = overfull(Role.STUDENT, origins);
        return IntStream.range(0, overfull.length)
                .filter(place -> overfull[place])
                .mapToObj(certificates::get)
                .collect(Collectors.toSet());
    }
}
