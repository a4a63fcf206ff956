package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.definition.PrintedNumbers;
import io.github.certpulse.survey.form.FormLimits;
import io.github.certpulse.survey.form.RowType;
import io.github.certpulse.survey.form.YesNo;
import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Definition.Section;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.xlsform.FormReading.WarningKind;
import io.github.certpulse.survey.xlsform.FormTable.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The sheet `survey`: sections, questions and the texts around them. A question with a violation is kept with
/// placeholders, so that conditions can refer to it; a question without a name is left out. For one file and one
/// thread.
final class SurveySheet {
    private static final Set<FormColumn> COLUMNS_OF_GROUPS =
            Set.of(FormColumn.TYPE, FormColumn.NAME, FormColumn.LABEL, FormColumn.RELEVANT);
    private static final String TITLE = FormColumn.FormSheet.SURVEY.title();
    private static final String NO_GROUP = "题目";
    private static final String CONTINUED = "（续）";

    private final FormViolation.ViolationList violations;
    private final QuestionRowReader questionRows;
    private final FormNotes notes;
    private final List<QuestionRow> items = new ArrayList<>();
    private final List<OpenSection> sections = new ArrayList<>();
    private final Deque<Group> groups = new ArrayDeque<>();
    private boolean hasUnsupported;
    private int repeats;
    private int characters;

    /// A question with its row.
    ///
    /// @param group        the row of the group in whose section the question stands; 0 for none
    /// @param conditionRow the row with the innermost `relevant`, the question's own or that of a group
    record QuestionRow(Row row, RowType type, int group, int conditionRow, Question question) {
        QuestionRow with(Question other) {
            return new QuestionRow(row, type, group, conditionRow, other);
        }
    }

    /// A group that is not closed yet.
    ///
    /// @param section   the row of the group that gives the section its title: this one, or without a label one around
    /// @param condition of this group and those around it
    private record Group(Row row, int section, String title, Condition condition, int itemsBefore) {}

    private record OpenSection(int group, String title, List<String> questions) {}

    SurveySheet(List<Row> rows, ChoiceSheet choices, FormViolation.ViolationList violations) {
        this.violations = violations;
        questionRows = new QuestionRowReader(new FormNames(rows, choices, violations), choices, violations);
        notes = new FormNotes(items, violations);
        rows.forEach(this::read);
        notes.end();
        groups.forEach(open -> violations.add(open.row().number(), FormColumn.TYPE, FormRule.GROUP_UNCLOSED));
        if (items.isEmpty() && !hasUnsupported) {
            violations.add(1, FormColumn.TYPE, FormRule.QUESTIONS_MISSING);
        }
        renumber();
    }

    List<Section> sections() {
        return sections.stream().map(section -> new Section(section.title(), section.questions())).toList();
    }

    List<QuestionRow> items() {
        return items;
    }

    FormNotes notes() {
        return notes;
    }

    private void read(Row row) {
        var type = RowType.parse(row.text(FormColumn.TYPE));
        if (repeats > 0 && !(type instanceof RowType.BeginRepeat) && !(type instanceof RowType.EndRepeat)) {
            return;
        }
        switch (type) {
            case RowType.Missing() -> {
                hasUnsupported = true;
                row.require(FormColumn.TYPE, violations);
            }
            case RowType.BeginGroup() -> begin(row);
            case RowType.EndGroup() -> end(row);
            case RowType.BeginRepeat() -> {
                repeats++;
                unsupported(row, FormRule.TYPE_UNSUPPORTED, "begin_repeat");
            }
            case RowType.EndRepeat() -> repeats = Math.max(0, repeats - 1);
            case RowType.Note() -> note(row);
            case RowType.NotCollected(var kind) ->
                    violations.warn(WarningKind.NOT_COLLECTED, TITLE, row.number(), kind);
            case RowType.Unsupported(var kind) -> unsupported(row, FormRule.TYPE_UNSUPPORTED, kind);
            case RowType.Unknown(var text) -> unsupported(row, FormRule.TYPE_UNKNOWN, text);
            case RowType.Choice _, RowType.Text _ -> question(row, type);
        }
    }

    private void unsupported(Row row, FormRule rule, String kind) {
        hasUnsupported = true;
        violations.addUnsupported(row.number(), FormColumn.TYPE, rule, kind);
    }

    private void begin(Row row) {
        warnOfOtherCells(row);
        var around = groups.peek();
        var label = row.text(FormColumn.LABEL);
        var condition = questionRows.relevant(row, condition());
        groups.push(
                label.isEmpty() && around != null
                        ? new Group(row, around.section(), around.title(), condition, items.size())
                        : new Group(
                                row,
                                label.isEmpty() ? 0 : row.number(),
                                label.isEmpty() ? NO_GROUP : label,
                                condition,
                                items.size()));
    }

    private void end(Row row) {
        if (groups.isEmpty()) {
            violations.add(row.number(), FormColumn.TYPE, FormRule.GROUP_UNOPENED);
            return;
        }
        var closed = groups.pop();
        if (closed.itemsBefore() == items.size() && !hasUnsupported) {
            violations.warn(WarningKind.GROUP_EMPTY, TITLE, closed.row().number(), "");
        }
    }

    private Condition condition() {
        return groups.isEmpty() ? new Condition.Always() : groups.getFirst().condition();
    }

    private int section() {
        return groups.isEmpty() ? 0 : groups.getFirst().section();
    }

    private void note(Row row) {
        warnOfOtherCells(row);
        notes.add(row, questionRows.relevant(row, condition()), section(), !groups.isEmpty());
    }

    private void question(Row row, RowType type) {
        int next = items.isEmpty() ? 1 : items.getLast().question().number() + 1;
        var question = questionRows.read(row, type, next, condition());
        if (items.size() == FormLimits.MAX_QUESTIONS) {
            violations.add(row.number(), FormColumn.TYPE, FormRule.QUESTIONS_TOO_MANY, FormLimits.MAX_QUESTIONS);
        }
        if (!question.id().isEmpty() && items.size() < FormLimits.MAX_QUESTIONS) {
            count(row, question);
            int section = section();
            var noted = notes.before(question);
            items.add(new QuestionRow(row, type, section, conditionRow(row), noted));
            list(question.id(), section);
        }
    }

    /// The row with the innermost `relevant` for a question.
    private int conditionRow(Row question) {
        return Stream.concat(Stream.of(question), groups.stream().map(Group::row))
                .filter(row -> !row.text(FormColumn.RELEVANT).isEmpty())
                .findFirst()
                .orElse(question)
                .number();
    }

    /// Puts a question into the section of its group, or into a further one if questions stand between.
    private void list(String id, int group) {
        if (sections.isEmpty() || sections.getLast().group() != group) {
            var title = groups.isEmpty() ? NO_GROUP : groups.getFirst().title();
            boolean isContinued = sections.stream().anyMatch(section -> section.group() == group);
            sections.add(new OpenSection(group, isContinued ? title + CONTINUED : title, new ArrayList<>()));
        }
        sections.getLast().questions().add(id);
    }

    private void renumber() {
        var numbers = PrintedNumbers.of(
                items.stream().map(item -> item.question().number()).toList(),
                items.stream()
                        .map(
                                item -> Optional.of(item.question().number())
                                        .filter(_ -> !item.row().text(FormColumn.NUMBER).isEmpty()))
                        .toList());
        for (int i = 0; i < items.size(); i++) {
            items.set(i, items.get(i).with(items.get(i).question().withNumber(numbers.get(i))));
        }
    }

    private void count(Row row, Question question) {
        int before = characters;
        characters += row.cells().values().stream().mapToInt(String::length).sum()
                + question.options()
                        .values()
                        .stream()
                        .mapToInt(option -> option.label().length() + option.level().map(String::length).orElse(0))
                        .sum();
        if (before <= FormLimits.MAX_CHARACTERS && characters > FormLimits.MAX_CHARACTERS) {
            violations.add(row.number(), FormColumn.TYPE, FormRule.TOO_MUCH_TEXT, FormLimits.MAX_CHARACTERS);
        }
    }

    private void warnOfOtherCells(Row row) {
        Consumer<FormColumn> warn =
                column -> violations.warn(WarningKind.CELLS_IGNORED, TITLE, row.number(), column.heading());
        row.cells()
                .keySet()
                .stream()
                .filter(column -> !COLUMNS_OF_GROUPS.contains(column))
                .filter(column -> column != FormColumn.REQUIRED || YesNo.parse(row.plain(column)).orElse(true))
                .forEach(warn);
    }
}
