package io.github.certpulse.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.questionnaire.Question;
import io.github.certpulse.questionnaire.Question.Kind;
import io.github.certpulse.questionnaire.Sheet.Answer;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The distribution of every question, counted response by response.
final class Results {
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private int respondents;

    /// One question's distribution.
    ///
    /// @param base    asked and answered
    /// @param missing asked, not answered
    /// @param skipped not asked on the respondent's path
    /// @param options null for an open text
    @Serdeable
    record QuestionResult(String id, int base, int missing, int skipped, @Nullable List<OptionResult> options) {}

    /// @param share count / base, 0 to 1; null where the base is 0
    @Serdeable
    record OptionResult(String code, int count, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable BigDecimal share) {}

    /// The questions that are shown even before anybody has answered.
    Results(Iterable<Question> questions) {
        questions.forEach(question -> tallies.put(question.id(), new Tally(question)));
    }

    void add(StoredAnswers.Row row) {
        respondents++;
        var asked = new HashSet<String>();
        for (var question : row.definition().path(row.answers())) {
            asked.add(question.id());
            tallies.computeIfAbsent(question.id(), _ -> new Tally(question)).asked(row.answers().get(question.id()));
        }
        row.definition().questions().values().stream()
                .filter(question -> !asked.contains(question.id()))
                .forEach(question -> tallies.computeIfAbsent(question.id(), _ -> new Tally(question)).skipped++);
    }

    int respondents() {
        return respondents;
    }

    List<QuestionResult> questions() {
        return tallies.values().stream().map(Tally::result).toList();
    }

    private static final class Tally {
        private final Question question;
        private final Map<String, Integer> counts = new LinkedHashMap<>();
        private int base;
        private int missing;
        private int skipped;

        Tally(Question question) {
            this.question = question;
            question.options().keySet().forEach(code -> counts.put(code, 0));
        }

        void asked(@Nullable Answer answer) {
            if (answer == null) {
                missing++;
                return;
            }
            base++;
            switch (answer) {
                case Answer.One(var option) -> counts.merge(option, 1, Integer::sum);
                case Answer.Several(var options) -> options.forEach(option -> counts.merge(option, 1, Integer::sum));
                case Answer.Text _ -> {}
            }
        }

        QuestionResult result() {
            var options = new ArrayList<OptionResult>();
            counts.forEach((code, count) -> options.add(new OptionResult(code, count, Share.of(count, base))));
            return new QuestionResult(question.id(), base, missing, skipped, question.kind() instanceof Kind.Text ? null : options);
        }
    }
}
