package io.github.certpulse.result;

import io.github.certpulse.questionnaire.Definition;
import io.github.certpulse.questionnaire.Question;
import io.github.certpulse.questionnaire.Question.Kind;
import io.github.certpulse.result.Distribution.QuestionResult;
import io.github.certpulse.tally.Selection;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Everything that a report shows of a questionnaire, counted at one moment, so that its numbers agree with each other.
///
/// @param respondents responses counted
/// @param items       in the order of a [Distribution]
public record Tabulation(int respondents, List<Item> items) {
    public Tabulation {
        items = List.copyOf(items);
    }

    /// One question's numbers.
    ///
    /// @param labels   its options' wording by code, those of other versions included
    /// @param byPlace  a crosstab for each place that was asked about; none for an open text
    public record Item(Question question, QuestionResult result, SequencedMap<String, String> labels, Map<Columns.Place, Crosstab> byPlace) {
        public Item {
            labels = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(labels));
            byPlace = Map.copyOf(byPlace);
        }
    }

    static Tabulation of(Definition current, List<Selection> responses, Collection<Columns.Place> places, CrosstabOf crosstabs) {
        var distribution = Distribution.of(current, responses);
        var questions = Distribution.questions(current, responses);
        return new Tabulation(distribution.respondents(), distribution.questions().stream().map(result -> {
            var question = questions.get(result.id());
            var byPlace = new LinkedHashMap<Columns.Place, Crosstab>();
            if (!(question.kind() instanceof Kind.Text)) {
                places.forEach(place -> byPlace.put(place, crosstabs.of(question, place)));
            }
            return new Item(question, result, CrosstabCount.labels(question, responses), byPlace);
        }).toList());
    }

    interface CrosstabOf {
        Crosstab of(Question row, Columns columns);
    }
}
