package io.github.certpulse.numbers.result;

import io.github.certpulse.numbers.answer.Contradictions.Contradiction;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.tally.Flag;
import io.github.certpulse.numbers.tally.Selection;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Words;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// How many responses are of doubtful quality, why, and at which schools. It does not say which responses these are.
///
/// @param respondents    responses counted
/// @param setAside       further responses that pass the filter but are set aside
/// @param flagged        those with any flag
/// @param flags          each flag; a response may have several
/// @param tooFastBelow   what too fast means at this moment
/// @param contradictions answers that contradict each other
/// @param schools        those with responses, in roster order
/// @param notices        by version of the privacy notice
@Serdeable
public record QualityReport(
        int respondents,
        int setAside,
        int flagged,
        @Nullable BigDecimal share,
        List<FlagCount> flags,
        List<TimeLimit> tooFastBelow,
        List<ContradictionCount> contradictions,
        List<SchoolShare> schools,
        List<NoticeCount> notices) {

    /// @param version absent for responses that are older than the versions
    @Serdeable
    public record NoticeCount(@Nullable Integer version, int responses) {}

    /// @param flag  kebab-case, as in the exports' columns: `too-fast`
    /// @param words its name and its definition
    @Serdeable
    public record FlagCount(String flag, Words words, Words definition, int count, @Nullable BigDecimal share) {}

    /// @param seconds a response below is too fast; 0 where no response has a time
    @Serdeable
    public record TimeLimit(String questionnaire, int version, int seconds) {}

    @Serdeable
    public record ContradictionCount(String questionnaire, int version, String id, Words words, int count) {}

    @Serdeable
    public record SchoolShare(String id, String name, int received, int flagged, @Nullable BigDecimal share) {}

    static QualityReport compute(List<Selection> responses, Iterable<Origin> origins) {
        var respondents = sum(responses, Selection::size);
        var flagged = sum(responses, each -> each.whoAreFlagged().size());
        var flags = Arrays.stream(Flag.values()).map(flag -> {
            var count = sum(responses, each -> each.whoAreFlagged(flag).size());
            return new FlagCount(
                    flag.code(),
                    flag.words(),
                    flag.definition(),
                    count,
                    Share.of(count, respondents));
        }).toList();
        var limits =
                responses.stream().map(each -> new TimeLimit(code(each), version(each), each.tooFastBelow())).toList();
        var contradictions = responses.stream()
                .flatMap(
                        each -> each.layout()
                                .contradictions()
                                .all()
                                .stream()
                                .map(
                                        contradiction -> new ContradictionCount(
                                                code(each),
                                                version(each),
                                                contradiction.id(),
                                                contradiction.meaning(),
                                                whoContradict(each, contradiction).size())))
                .toList();
        return new QualityReport(
                respondents,
                sum(responses, Selection::setAside),
                flagged,
                Share.of(flagged, respondents),
                flags,
                limits,
                contradictions,
                schools(responses, origins),
                notices(responses));
    }

    private static List<NoticeCount> notices(List<Selection> responses) {
        var counts = new TreeMap<Integer, Integer>();
        responses.forEach(
                each -> each.byNotice().forEach((version, number) -> counts.merge(version, number, Integer::sum)));
        return counts.entrySet()
                .stream()
                .map(count -> new NoticeCount(count.getKey() == 0 ? null : count.getKey(), count.getValue()))
                .toList();
    }

    private static Selection whoContradict(Selection responses, Contradiction contradiction) {
        var remaining = responses;
        for (var choice : contradiction.choices()) {
            var question = responses.layout().ordinal(choice.question()).orElseThrow();
            remaining = remaining.whoChoseAny(question, choice.options());
        }
        return remaining;
    }

    private static List<SchoolShare> schools(List<Selection> responses, Iterable<Origin> origins) {
        var names = new LinkedHashMap<Long, String>();
        origins.forEach(origin -> names.put(origin.school(), origin.schoolName()));
        var schools = List.copyOf(names.keySet());
        var numbers = new LinkedHashMap<Long, Integer>();
        schools.forEach(school -> numbers.put(school, numbers.size()));
        var received = new int[schools.size()];
        var flagged = new int[schools.size()];
        for (var each : responses) {
            add(received, each.byOrigin(origin -> Optional.ofNullable(numbers.get(origin.school())), schools.size()));
            add(
                    flagged,
                    each.whoAreFlagged()
                            .byOrigin(origin -> Optional.ofNullable(numbers.get(origin.school())), schools.size()));
        }
        return IntStream.range(0, schools.size())
                .filter(school -> received[school] > 0)
                .mapToObj(
                        school -> new SchoolShare(
                                Ids.text(schools.get(school)),
                                Objects.requireNonNull(names.get(schools.get(school))),
                                received[school],
                                flagged[school],
                                Share.of(flagged[school], received[school])))
                .toList();
    }

    private static void add(int[] sums, int[] counts) {
        for (var i = 0; i < sums.length; i++) {
            sums[i] += counts[i];
        }
    }

    private static int sum(List<Selection> responses, ToIntFunction<Selection> count) {
        return responses.stream().mapToInt(count).sum();
    }

    private static String code(Selection responses) {
        return responses.layout().definition().code();
    }

    private static int version(Selection responses) {
        return responses.layout().definition().version();
    }
}
