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
/// @param sheet   `survey`, `choices` or `settings`; empty for the whole file
/// @param row     as spreadsheets count rows; the heading is row 1
/// @param column  the column's heading; empty for the whole row, sheet or file
/// @param code    the rule's code, stable and in kebab case
/// @param message for the questionnaire's author
public record FormViolation(String sheet, int row, String column, String code, Words message) {

    public FormViolation {
        requireNonNull(sheet);
        requireNonNull(column);
        requireNonNull(code);
        requireNonNull(message);
    }

    /// Stops the reading of a file that exceeds a limit; holds the one violation to report. Not exposed outside this
    /// package.
    static final class FormReadingStopped extends IOException {
        private final transient FormViolation violation;

        FormReadingStopped(FormViolation violation) {
            super(violation.code());
            this.violation = violation;
        }

        FormViolation violation() {
            return violation;
        }
    }

    /// Collects the violations of one workbook.
    static final class ViolationList {
        private static final List<String> SHEETS =
                Stream.of(FormColumn.FormSheet.values()).map(FormColumn.FormSheet::title).toList();
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

        /// The violations by sheet and row. If there are more than [FormLimits#MAX_VIOLATIONS], the last one is
        /// [FormRule#MORE_VIOLATIONS].
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
