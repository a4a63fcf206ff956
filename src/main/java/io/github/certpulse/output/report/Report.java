package io.github.certpulse.output.report;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.numbers.result.Distribution.OptionResult;
import io.github.certpulse.numbers.result.Results.TabulatedQuestion;
import io.github.certpulse.numbers.result.Results.Tabulation;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The content of the workbook, apart from the open answers, which are read while it is written.
///
/// @param asOf       includes every response that was committed before
/// @param schoolName the school that the filter names
/// @param minCell    the smallest count that may be shown; 1 hides nothing
/// @param progress   of all schools; of the filter only the quality applies
record Report(
        Campaign campaign,
        Instant asOf,
        List<Part> parts,
        Optional<String> schoolName,
        int minCell,
        List<ProgressLine> progress) {
    Report {
        parts = List.copyOf(parts);
        progress = List.copyOf(progress);
    }

    /// One role's answers.
    record Part(Filter filter, Definition definition, Tabulation tabulation) {

        /// How many open answers and texts for options there are, if nothing is hidden. Prefilled answers are not
        /// counted.
        long openAnswers() {
            return tabulation.items()
                    .stream()
                    .mapToLong(
                            item -> isOpen(item.question()) ? Objects.requireNonNull(item.result().base())
                                    : otherTexts(item))
                    .sum();
        }

        private static long otherTexts(TabulatedQuestion item) {
            var options = item.result().options();
            return options == null ? 0
                    : options.stream()
                            .filter(
                                    option -> Optional.ofNullable(item.question().options().get(option.code()))
                                            .filter(Option::otherText)
                                            .isPresent())
                            .mapToLong(OptionResult::count)
                            .sum();
        }
    }

    static boolean isOpen(Question question) {
        return question.kind() instanceof Kind.Text && question.prefill().isEmpty();
    }

    /// Whether small numbers are hidden because the workbook will be published. Then it has no open answers and no
    /// quotas, which could reveal them.
    boolean isPublished() {
        return minCell > 1;
    }

    /// The filter of all parts, which differ only in their roles.
    Filter filter() {
        return parts.getFirst().filter();
    }
}
