package io.github.certpulse.survey.xlsform;

import static java.util.Objects.requireNonNull;

import io.github.certpulse.platform.problem.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What is wrong at one place of a workbook.
///
/// @param sheet   `survey`, `choices` or `settings`; empty where the whole file is meant
/// @param row     as a spreadsheet counts, the heading being 1
/// @param column  the column's heading; empty where the whole row, sheet or file is meant
/// @param code    what is wrong, stable and kebab-case
/// @param message the same for the questionnaire's author
public record FormFault(String sheet, int row, String column, String code, Words message) {

    public FormFault {
        requireNonNull(sheet);
        requireNonNull(column);
        requireNonNull(code);
        requireNonNull(message);
    }

    /// The end of reading a file that costs too much: it carries the one fault to report. Leaves this package never.
    static final class Refusal extends IOException {
        private final transient FormFault fault;

        Refusal(FormFault fault) {
            super(fault.code());
            this.fault = fault;
        }

        FormFault fault() {
            return fault;
        }
    }

    /// The faults of one workbook, collected in whichever order they are found.
    static final class Collected {
        private static final List<String> SHEETS =
                Stream.of(FormColumn.Sheet.values()).map(FormColumn.Sheet::title).toList();
        private static final Comparator<FormFault> BY_PLACE =
                Comparator.<FormFault>comparingInt(fault -> SHEETS.indexOf(fault.sheet()))
                        .thenComparingInt(FormFault::row);

        private final List<FormFault> faults = new ArrayList<>();
        private boolean more;

        void add(int row, FormColumn column, FormFlaw flaw, Object... values) {
            add(flaw.at(row, column, values));
        }

        void add(int row, FormColumn column, String code, Words message) {
            add(new FormFault(column.sheet().title(), row, column.heading(), code, message));
        }

        void add(FormFault fault) {
            if (faults.size() < FormLimits.REPORTED_FAULTS) {
                faults.add(fault);
            } else {
                more = true;
            }
        }

        /// By sheet and row; where there are more than are told, the last says so.
        List<FormFault> sorted() {
            var sorted = new ArrayList<>(faults.stream().sorted(BY_PLACE).toList());
            if (more) {
                var last = sorted.removeLast();
                sorted.add(FormFlaw.MORE_FAULTS.at(last.sheet(), last.row(), last.column()));
            }
            return sorted;
        }
    }
}
