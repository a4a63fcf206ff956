package io.github.certpulse.numbers.result;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Origins;
import io.github.certpulse.numbers.result.Distribution.QuestionResult;
import io.github.certpulse.numbers.tally.Answers;
import io.github.certpulse.numbers.tally.Selection;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// Computes the results for the API, the workbook and the pages.
@Singleton
public class Results {
    private final Answers answers;
    private final Origins origins;
    private final Questionnaires questionnaires;

    Results(Answers answers, Origins origins, Questionnaires questionnaires) {
        this.answers = answers;
        this.origins = origins;
        this.questionnaires = questionnaires;
    }

    /// What a report shows of a questionnaire, counted at one moment, so that the numbers agree with each other. A
    /// number that must not be published is null.
    ///
    /// @param respondents responses counted
    /// @param setAside    further responses that pass the filter but are set aside
    /// @param items       in the order of a [Distribution]
    public record Tabulation(@Nullable Integer respondents, int setAside, List<TabulatedQuestion> items) {
        public Tabulation {
            items = List.copyOf(items);
        }
    }

    /// One question's numbers.
    ///
    /// @param labels  its options' wording by code, those of other versions included
    /// @param byPlace a crosstab for each requested place; none for an open text
    public record TabulatedQuestion(
            Question question,
            QuestionResult result,
            SequencedMap<String, String> labels,
            Map<Columns.Place, Crosstab> byPlace) {
        public TabulatedQuestion {
            labels = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(labels));
            byPlace = Map.copyOf(byPlace);
        }

        /// What is counted: the options, or the cities of a question about the city; nothing for an open text.
        public List<ResultLine> lines() {
            if (result.options() != null) {
                return result.options()
                        .stream()
                        .map(
                                option -> new ResultLine(
                                        option.code(),
                                        Optional.of(labels.getOrDefault(option.code(), "")),
                                        option.count(),
                                        option.share()))
                        .toList();
            }
            return result.values() == null ? List.of()
                    : result.values()
                            .stream()
                            .map(
                                    value -> new ResultLine(
                                            "",
                                            Optional.ofNullable(value.value()),
                                            value.count(),
                                            value.share()))
                            .toList();
        }
    }

    /// One number of a question.
    ///
    /// @param code  an option's; blank for a city
    /// @param label empty for respondents who wrote a city because their school has none
    public record ResultLine(
            String code,
            Optional<String> label,
            @Nullable Integer count,
            @Nullable BigDecimal share) {}

    /// Every question's distribution.
    ///
    /// @param minCell the smallest count that may be shown; 1 hides nothing
    public Distribution distribution(Campaign campaign, Filter filter, int minCell) {
        var allOrigins = origins.of(campaign).values();
        var definition = definition(campaign, filter.role());
        return answers.count(campaign, filter, responses -> Distribution.compute(definition, responses, allOrigins))
                .published(minCell);
    }

    /// How many responses are counted, and which of those that pass the filter are not because they are set aside.
    ///
    /// @param setAsideMark 0 for none, and the same for the same responses, see [Selection#setAsideMark]
    public record Respondents(int counted, int setAside, long setAsideMark) {}

    /// How many responses pass the filter.
    public Respondents respondents(Campaign campaign, Filter filter) {
        return answers.count(
                campaign,
                filter,
                responses -> new Respondents(
                        responses.stream().mapToInt(Selection::size).sum(),
                        responses.stream().mapToInt(Selection::setAside).sum(),
                        responses.stream().mapToLong(Selection::setAsideMark).reduce(0, (a, b) -> a ^ b)));
    }

    /// The crosstab of a choice question.
    ///
    /// @param minCell the smallest count that may be shown; 1 hides nothing
    public Crosstab crosstab(Campaign campaign, Filter filter, Question row, Columns columns, int minCell) {
        var allOrigins = origins.of(campaign).values();
        return answers
                .count(
                        campaign,
                        filter,
                        responses -> CrosstabCount.compute(row, columns, responses, allOrigins, minCell));
    }

    /// How many responses are of doubtful quality.
    public QualityReport quality(Campaign campaign, Filter filter) {
        var allOrigins = origins.of(campaign).values();
        return answers.count(campaign, filter, responses -> QualityReport.compute(responses, allOrigins));
    }

    /// The distribution of every question, and every choice question by some places.
    ///
    /// @param minCell the smallest count that may be shown; 1 hides nothing
    public Tabulation tabulation(Campaign campaign, Filter filter, Collection<Columns.Place> places, int minCell) {
        var allOrigins = origins.of(campaign).values();
        var definition = definition(campaign, filter.role());
        return answers.count(campaign, filter, responses -> {
            var distribution = Distribution.compute(definition, responses, allOrigins).published(minCell);
            var questions = Distribution.questions(definition, responses);
            return new Tabulation(
                    distribution.respondents(),
                    distribution.setAside(),
                    distribution.questions().stream().map(result -> {
                        var question = Objects.requireNonNull(questions.get(result.id()));
                        var byPlace = new LinkedHashMap<Columns.Place, Crosstab>();
                        if (!(question.kind() instanceof Kind.Text)) {
                            places.forEach(
                                    place -> byPlace
                                            .put(
                                                    place,
                                                    CrosstabCount
                                                            .compute(question, place, responses, allOrigins, minCell)));
                        }
                        return new TabulatedQuestion(
                                question,
                                result,
                                CrosstabCount.labels(question, responses),
                                byPlace);
                    }).toList());
        });
    }

    /// The questionnaire that a role answers now.
    public Definition definition(Campaign campaign, Role role) {
        var version = campaign.questionnaire(role);
        return questionnaires.find(version.code(), version.version()).orElseThrow().definition();
    }
}
