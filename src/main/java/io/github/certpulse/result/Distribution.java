package io.github.certpulse.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.questionnaire.Definition;
import io.github.certpulse.questionnaire.Question;
import io.github.certpulse.questionnaire.Question.Kind;
import io.github.certpulse.tally.Selection;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The distribution of every question.
///
/// @param respondents responses counted
/// @param questions   of the current version in its order, then those of other versions that were answered
public record Distribution(int respondents, List<QuestionResult> questions) {
    public Distribution {
        questions = List.copyOf(questions);
    }

    /// One question's distribution.
    ///
    /// @param base    asked and answered
    /// @param missing asked, not answered
    /// @param skipped not asked on the respondent's path
    /// @param options null for an open text
    @Serdeable
    public record QuestionResult(String id, int base, int missing, int skipped, @Nullable List<OptionResult> options) {}

    /// @param share count / base, 0 to 1; null where the base is 0
    @Serdeable
    public record OptionResult(String code, int count, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable BigDecimal share) {}

    static Distribution of(Definition current, List<Selection> responses) {
        var questions = questions(current, responses).values();
        return new Distribution(responses.stream().mapToInt(Selection::size).sum(), questions.stream().map(question -> result(question, responses)).toList());
    }

    /// The questions that a distribution tells of, by id in its order.
    static SequencedMap<String, Question> questions(Definition current, List<Selection> responses) {
        var questions = new LinkedHashMap<>(current.questions());
        responses.forEach(each -> each.layout().questions().forEach(question -> questions.putIfAbsent(question.id(), question)));
        return questions;
    }

    private static QuestionResult result(Question question, List<Selection> responses) {
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
        var known = base;
        return new QuestionResult(question.id(), base, missing, skipped, question.kind() instanceof Kind.Text ? null
                : counts.entrySet().stream().map(option -> new OptionResult(option.getKey(), option.getValue(), Share.of(option.getValue(), known))).toList());
    }

    private static void count(Selection responses, int question, Map<String, Integer> counts) {
        var options = responses.layout().options(question);
        for (var option = 0; option < options.size(); option++) {
            counts.merge(options.get(option).code(), responses.chose(question, option), Integer::sum);
        }
    }
}
