package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.expression.UnreadableExpression;
import static java.util.Objects.requireNonNull;

import io.github.certpulse.platform.problem.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// One place of a workbook that breaks a rule.
///
/// @param sheet   `survey`, `choices` or `settings`; empty where the whole file is meant
/// @param row     as a spreadsheet counts, the heading being 1
/// @param column  the column's heading; empty where the whole row, sheet or file is meant
/// @param code    what is wrong, stable and kebab-case
/// @param message the same for the questionnaire's author
public record FormViolation(String sheet, int row, String column, String code, Words message) {

    public FormViolation {
        requireNonNull(sheet);
        requireNonNull(column);
        requireNonNull(code);
        requireNonNull(message);
    }

    /// Ends the reading of a file that costs too much; carries the one violation to report. Not exposed outside this
    /// package.
    static final class ReadingStopped extends IOException {
        private final transient FormViolation violation;

        ReadingStopped(FormViolation violation) {
            super(violation.code());
            this.violation = violation;
        }

        FormViolation violation() {
            return violation;
        }
    }

    /// The violations of one workbook, collected in the order in which they are found.
    static final class Collected {
        private static final List<String> SHEETS =
                Stream.of(FormColumn.Sheet.values()).map(FormColumn.Sheet::title).toList();
        private static final Comparator<FormViolation> BY_PLACE =
                Comparator.<FormViolation>comparingInt(violation -> SHEETS.indexOf(violation.sheet()))
                        .thenComparingInt(FormViolation::row);

        private final List<FormViolation> violations = new ArrayList<>();
        private boolean more;

        void add(int row, FormColumn column, FormRule rule, Object... values) {
            add(rule.at(row, column, values));
        }

        void add(int row, FormColumn column, UnreadableExpression unreadable) {
            var values = unreadable.values().stream().map(FormRule::quoted).toArray();
            var rule = unreadable.rule();
            add(row, column, rule.code(), rule.words().with(values));
        }

        void add(int row, FormColumn column, String code, Words message) {
            add(new FormViolation(column.sheet().title(), row, column.heading(), code, message));
        }

        void add(FormViolation violation) {
            if (violations.size() < FormLimits.MAX_VIOLATIONS) {
                violations.add(violation);
            } else {
                more = true;
            }
        }

        /// By sheet and row; where there are more than are reported, the last says so.
        List<FormViolation> sorted() {
            var sorted = new ArrayList<>(violations.stream().sorted(BY_PLACE).toList());
            if (more) {
                var last = sorted.removeLast();
                sorted.add(FormRule.MORE_VIOLATIONS.at(last.sheet(), last.row(), last.column()));
            }
            return sorted;
        }
    }
}
