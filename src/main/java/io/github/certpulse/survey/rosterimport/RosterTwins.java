package io.github.certpulse.survey.rosterimport;

import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.roster.RosterRow;
import io.github.certpulse.survey.roster.RosterWarning;
import io.github.certpulse.survey.spelling.NameKey;
import io.github.certpulse.survey.spelling.SimilarNames;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds names of a roster that are so similar to another one, there or stored, that they could mean the same. Schools
/// of another level or in another city are not similar, whatever their names.
final class RosterTwins {
    /// The most pairs of each kind that are reported.
    private static final int MAX_PAIRS = 200;
    /// The most names that are compared letter by letter, so that a file cannot hold up the service.
    private static final int MAX_COMPARISONS = 2_000_000;

    private RosterTwins() {}

    /// A name, its place and the rows where it stands; no rows where it is only stored.
    private record Named(String name, String level, @Nullable String city, SimilarNames spelling, List<Integer> rows) {
        private boolean couldBe(Named other) {
            return level.equals(other.level) && (city == null || other.city == null || isIn(city, other.city))
                    && spelling.couldBe(other.spelling);
        }

        /// 武汉 and 湖北省武汉市 are one city.
        private static boolean isIn(String city, String other) {
            var a = NameKey.from(city).text().replaceAll("市$", "");
            var b = NameKey.from(other).text().replaceAll("市$", "");
            return a.contains(b) || b.contains(a);
        }
    }

    private record Pair(Named rarer, Named other) {
        static Pair of(Named a, Named b) {
            return a.rows.isEmpty() || !b.rows.isEmpty() && b.rows.size() < a.rows.size() ? new Pair(b, a)
                    : new Pair(a, b);
        }

        /// A name of one row beside one of several is probably a slip.
        private boolean isProbable() {
            return rarer.rows.size() == 1 && other.rows.size() != 1;
        }
    }

    /// The pairs of similar names as warnings, the probable ones first.
    ///
    /// @param schools      all schools of the campaign
    /// @param certificates all certificates of these schools
    static List<RosterWarning> warnings(List<RosterRow> rows, List<School> schools, List<Certificate> certificates) {
        var ofSchools = named(
                rows,
                RosterRow::school,
                (name, row) -> named(name, row.level(), row.city().orElse(null)),
                schools.stream().map(school -> named(school.name(), school.level(), school.city())));
        var ofCertificates = named(
                rows,
                RosterRow::certificate,
                (name, _) -> named(name, "", null),
                certificates.stream()
                        .filter(certificate -> !certificate.withdrawn())
                        .map(Certificate::name)
                        .distinct()
                        .map(name -> named(name, "", null)));
        return Stream.concat(
                pairs(ofSchools).stream()
                        .map(pair -> RosterWarning.similarSchools(pair.rarer.rows, pair.rarer.name, pair.other.name)),
                pairs(ofCertificates).stream()
                        .map(
                                pair -> RosterWarning
                                        .similarCertificates(pair.rarer.rows, pair.rarer.name, pair.other.name)))
                .toList();
    }

    private static Named named(String name, String level, @Nullable String city) {
        return new Named(name, level, city, SimilarNames.from(NameKey.from(name)), new ArrayList<>());
    }

    /// The names of the file in their order with their rows, then those that are only stored.
    private static List<Named> named(
            List<RosterRow> rows,
            Function<RosterRow, String> name,
            BiFunction<String, RosterRow, Named> make,
            Stream<Named> stored) {
        var names = new LinkedHashMap<NameKey, Named>();
        for (var row : rows) {
            names.computeIfAbsent(NameKey.from(name.apply(row)), _ -> make.apply(name.apply(row), row))
                    .rows()
                    .add(row.row());
        }
        stored.forEach(each -> names.putIfAbsent(NameKey.from(each.name()), each));
        return List.copyOf(names.values());
    }

    private static List<Pair> pairs(List<Named> names) {
        var pairs = new ArrayList<Pair>();
        int comparisons = 0;
        for (int i = 0; i < names.size() && !names.get(i).rows().isEmpty(); i++) {
            for (var other : names.subList(i + 1, names.size())) {
                if (names.get(i).spelling().isNear(other.spelling())) {
                    if (++comparisons > MAX_COMPARISONS || pairs.size() == MAX_PAIRS) {
                        return sorted(pairs);
                    }
                    if (names.get(i).couldBe(other)) {
                        pairs.add(Pair.of(names.get(i), other));
                    }
                }
            }
        }
        return sorted(pairs);
    }

    private static List<Pair> sorted(List<Pair> pairs) {
        return pairs.stream().sorted(Comparator.comparing(Pair::isProbable).reversed()).toList();
    }
}
