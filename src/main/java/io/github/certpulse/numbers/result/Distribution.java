package io.github.certpulse.numbers.result;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.suppression.CountTable;
import io.github.certpulse.numbers.suppression.Suppression;
import io.github.certpulse.numbers.tally.Selection;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
import io.github.certpulse.survey.questionnaire.Question;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The distribution of every question. A number that must not be published is null.
///
/// @param respondents responses counted
/// @param setAside    further responses that pass the filter but are set aside
/// @param questions   of the current version in its order, then those of other versions that were answered
public record Distribution(@Nullable Integer respondents, int setAside, List<QuestionResult> questions) {
    public Distribution {
        questions = List.copyOf(questions);
    }

    /// One question's distribution.
    ///
    /// @param base    asked and answered
    /// @param missing asked, not answered
    /// @param skipped not asked on the respondent's path
    /// @param options null for a text
    /// @param values  of a text that the school's city answers; null for every other question
    @Serdeable
    public record QuestionResult(
            String id,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer base,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer missing,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer skipped,
            @Nullable List<OptionResult> options,
            @Nullable List<ValueResult> values) {}

    /// @param share count / base, 0 to 1; null where the base is 0
    @Serdeable
    public record OptionResult(
            String code,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer count,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable BigDecimal share) {}

    /// How many come from a city, as the roster names it now.
    ///
    /// @param value null for respondents who wrote a city because their school has none: texts from people are not
    ///              shown
    /// @param share count / base, 0 to 1
    @Serdeable
    public record ValueResult(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String value,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer count,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable BigDecimal share) {}

    /// @param origins in the order of the cities
    static Distribution compute(Definition current, List<Selection> responses, Collection<Origin> origins) {
        var questions = questions(current, responses).values();
        return new Distribution(
                responses.stream().mapToInt(Selection::size).sum(),
                responses.stream().mapToInt(Selection::setAside).sum(),
                questions.stream().map(question -> result(question, responses, origins)).toList());
    }

    /// The questions of a distribution by id, in its order.
    static SequencedMap<String, Question> questions(Definition current, List<Selection> responses) {
        var questions = new LinkedHashMap<>(current.questions());
        responses.forEach(
                each -> each.layout().questions().forEach(question -> questions.putIfAbsent(question.id(), question)));
        return questions;
    }

    private static QuestionResult result(Question question, List<Selection> responses, Collection<Origin> origins) {
        var base = 0;
        var missing = 0;
        var skipped = 0;
        SequencedMap<String, Integer> counts = new LinkedHashMap<>();
        question.options().keySet().forEach(code -> counts.put(code, 0));
        for (var each : responses) {
            var ordinal = each.layout().ordinal(question.id());
            if (ordinal.isPresent()) {
                var asked = each.asked(ordinal.getAsInt());
                var answered = each.answered(ordinal.getAsInt());
                base += answered;
                missing += asked - answered;
                skipped += each.size() - asked;
                count(each, ordinal.getAsInt(), counts);
            }
        }
        var answeredBase = base;
        return new QuestionResult(
                question.id(),
                base,
                missing,
                skipped,
                question.kind() instanceof Kind.Text ? null
                        : counts.entrySet()
                                .stream()
                                .map(
                                        option -> new OptionResult(
                                                option.getKey(),
                                                option.getValue(),
                                                Share.of(option.getValue(), answeredBase)))
                                .toList(),
                isCity(question) ? values(question, answeredBase, responses, origins) : null);
    }

    private static boolean isCity(Question question) {
        return question.prefill().filter(Prefill.SCHOOL_CITY::equals).isPresent();
    }

    /// Cities without answers are left out.
    private static List<ValueResult> values(
            Question question,
            int base,
            List<Selection> responses,
            Collection<Origin> origins) {
        var cities = origins.stream().flatMap(origin -> origin.city().stream()).distinct().toList();
        var numbers = IntStream.range(0, cities.size()).boxed().collect(toMap(cities::get, Function.identity()));
        var counts = new int[cities.size()];
        for (var each : responses) {
            var ordinal = each.layout().ordinal(question.id());
            if (ordinal.isPresent() && isCity(each.layout().questions().get(ordinal.getAsInt()))) {
                var own = each.whoAnswered(ordinal.getAsInt())
                        .byOrigin(origin -> origin.city().map(numbers::get), counts.length);
                Arrays.setAll(counts, city -> counts[city] + own[city]);
            }
        }
        var values = new ArrayList<ValueResult>();
        IntStream.range(0, counts.length)
                .filter(city -> counts[city] > 0)
                .forEach(
                        city -> values
                                .add(new ValueResult(cities.get(city), counts[city], Share.of(counts[city], base))));
        var written = base - IntStream.of(counts).sum();
        if (written > 0) {
            values.add(new ValueResult(null, written, Share.of(written, base)));
        }
        return values;
    }

    private static void count(Selection responses, int question, Map<String, Integer> counts) {
        var options = responses.layout().options(question);
        for (var option = 0; option < options.size(); option++) {
            counts.merge(options.get(option).code(), responses.chose(question, option), Integer::sum);
        }
    }

    /// The distribution without small counts and without counts from which they could be computed, see [Suppression].
    ///
    /// @param minCell the smallest count that may be shown; 1 hides nothing
    Distribution published(int minCell) {
        if (minCell == 1) {
            return this;
        }
        var hidden = respondents != null && respondents > 0 && respondents < minCell;
        return new Distribution(
                hidden ? null : respondents,
                setAside,
                questions.stream().map(question -> published(question, minCell)).toList());
    }

    /// Base, missing and skipped add up to the respondents. The options of a single choice, or the values of a text,
    /// add up to the base, so they replace it among the parts; each option of a multiple choice is a part of the base
    /// by itself.
    private static QuestionResult published(QuestionResult question, int minCell) {
        int answered = Objects.requireNonNull(question.base());
        var options = question.options() == null ? List.<OptionResult>of() : question.options();
        var values = question.values() == null ? List.<ValueResult>of() : question.values();
        var counts = Stream.concat(options.stream().map(OptionResult::count), values.stream().map(ValueResult::count))
                .toList();
        var areParts = !counts.isEmpty() && counts.stream().mapToInt(Integer::intValue).sum() == answered;
        var parts = new ArrayList<>(areParts ? counts : List.of(answered));
        parts.add(question.missing());
        parts.add(question.skipped());
        var whole = parts.stream().mapToInt(Integer::intValue).sum();
        var hidden =
                Suppression.compute(CountTable.fromDistribution(parts, whole, CountTable.Rows.SINGLE), minCell)
                        .totals();
        var missing = hidden.get(parts.size() - 2);
        var skipped = hidden.get(parts.size() - 1);
        var base = areParts ? missing || skipped || isSmall(answered, minCell) : hidden.getFirst();
        var hiddenCounts = areParts ? hidden.subList(0, counts.size())
                : Suppression.compute(CountTable.fromDistribution(counts, answered, CountTable.Rows.MULTIPLE), minCell)
                        .totals();
        return new QuestionResult(
                question.id(),
                base ? null : answered,
                missing ? null : question.missing(),
                skipped ? null : question.skipped(),
                question.options() == null ? null
                        : IntStream.range(0, options.size())
                                .mapToObj(option -> published(options.get(option), hiddenCounts.get(option), base))
                                .toList(),
                question.values() == null ? null
                        : IntStream.range(0, values.size())
                                .mapToObj(value -> published(values.get(value), hiddenCounts.get(value), base))
                                .toList());
    }

    private static ValueResult published(ValueResult value, boolean hidden, boolean baseHidden) {
        return hidden ? new ValueResult(value.value(), null, null)
                : new ValueResult(value.value(), value.count(), baseHidden ? null : value.share());
    }

    private static OptionResult published(OptionResult option, boolean hidden, boolean baseHidden) {
        return hidden ? new OptionResult(option.code(), null, null)
                : new OptionResult(option.code(), option.count(), baseHidden ? null : option.share());
    }

    private static boolean isSmall(int count, int minCell) {
        return count > 0 && count < minCell;
    }
}
