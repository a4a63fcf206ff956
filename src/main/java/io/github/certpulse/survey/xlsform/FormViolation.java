package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.form.FormLimits;
import io.github.certpulse.survey.expression.UnreadableExpression;
import static java.util.Objects.requireNonNull;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.definition.DefinitionViolation.Part;
import io.github.certpulse.survey.definition.DefinitionViolation.Place;
import io.github.certpulse.survey.definition.DefinitionViolation;
import io.github.certpulse.survey.form.RowType;
import io.github.certpulse.survey.xlsform.FormReading.WarningKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
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

    /// Collects the violations of one workbook, and what its author should know otherwise.
    static final class ViolationList {
        private static final List<String> SHEETS =
                Stream.of(FormColumn.FormSheet.values()).map(FormColumn.FormSheet::title).toList();
        private static final Comparator<FormViolation> BY_PLACE =
                Comparator.<FormViolation>comparingInt(violation -> SHEETS.indexOf(violation.sheet()))
                        .thenComparingInt(FormViolation::row);

        private final List<FormViolation> violations = new ArrayList<>();
        private final Map<Unsupported, List<Integer>> unsupported = new LinkedHashMap<>();
        private final Map<Noticed, SequencedMap<Integer, List<String>>> noticed = new LinkedHashMap<>();
        private final Set<String> seen = new HashSet<>();
        private boolean more;

        /// One kind of thing that the service does not offer, in any number of rows.
        private record Unsupported(FormColumn column, FormRule rule, String kind) {}

        /// @param group warnings of different groups are not joined
        private record Noticed(WarningKind kind, String sheet, String group) {}

        /// Adds a row to the one violation of this kind.
        void addUnsupported(int row, FormColumn column, FormRule rule, String kind) {
            unsupported.computeIfAbsent(new Unsupported(column, rule, kind), _ -> new ArrayList<>()).add(row);
        }

        /// Adds a row and a name to the one warning of this kind for a sheet.
        ///
        /// @param row 0 if no row is concerned
        void warn(WarningKind kind, String sheet, int row, String name) {
            var group = kind == WarningKind.NOT_COLLECTED ? name : "";
            noticed.computeIfAbsent(new Noticed(kind, sheet, group), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(row, _ -> new ArrayList<>())
                    .add(name);
        }

        /// The warnings, in the order of their kinds.
        List<FormReading.Warning> warnings() {
            return noticed.entrySet()
                    .stream()
                    .sorted(Comparator.comparing(entry -> entry.getKey().kind()))
                    .map(
                            entry -> entry.getKey()
                                    .kind()
                                    .of(
                                            entry.getKey().sheet(),
                                            entry.getValue().keySet().stream().filter(row -> row > 0).toList(),
                                            entry.getValue()
                                                    .values()
                                                    .stream()
                                                    .flatMap(List::stream)
                                                    .filter(name -> !name.isEmpty())
                                                    .distinct()
                                                    .toList()))
                    .toList();
        }

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

        /// Adds a violation of a rule between questions, at the cell that the author must change: once, although the
        /// condition of a group holds for all its questions.
        void add(DefinitionViolation violation, List<SurveySheet.QuestionRow> items, ChoiceSheet choices) {
            switch (violation.place()) {
                // Groups contain the rows of their questions, so this can only follow from a duplicate name, which is
                // reported already.
                case Place.Sections() -> {}
                case Place.Item(var question, var part) -> {
                    var item = items.get(question);
                    int row = part == Part.VISIBLE_WHEN ? item.conditionRow() : item.row().number();
                    // One condition may name a question several times.
                    var words = row == item.row().number() ? violation.words().en() : "";
                    if (seen.add(row + violation.code() + column(part).heading() + words)) {
                        add(row, column(part), violation.code(), violation.words());
                    }
                }
                case Place.Choice(var question, var option) -> {
                    if (items.get(question).type() instanceof RowType.Choice type) {
                        add(
                                choices.row(type, option),
                                FormColumn.CHOICE_NAME,
                                violation.code(),
                                violation.words());
                    }
                }
            }
        }

        private static FormColumn column(Part part) {
            return switch (part) {
                case ID -> FormColumn.NAME;
                case NUMBER -> FormColumn.NUMBER;
                case SECTION, OPTIONS -> FormColumn.TYPE;
                case PREFILL -> FormColumn.PREFILL;
                case REQUIRED -> FormColumn.REQUIRED;
                case VISIBLE_WHEN -> FormColumn.RELEVANT;
            };
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
            unsupported.forEach(
                    (thing, rows) -> add(
                            rows.getFirst(),
                            thing.column(),
                            thing.rule(),
                            thing.kind(),
                            WarningKind.listed(rows, "、", " 等"),
                            WarningKind.listed(rows, ", ", " and others")));
            unsupported.clear();
            var sorted = new ArrayList<>(violations.stream().sorted(BY_PLACE).toList());
            if (more) {
                var last = sorted.removeLast();
                sorted.add(FormRule.MORE_VIOLATIONS.at(last.sheet(), last.row(), last.column()));
            }
            return sorted;
        }
    }
}
