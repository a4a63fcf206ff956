package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.questionnaire.Definition.Section;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.xlsform.FormTable.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sheet `survey`: sections, questions and the texts around them. A question with a violation is kept with
/// placeholders, so that conditions can refer to it; a question without a name is left out. For one file and one
/// thread.
final class SurveySheet {
    private static final Set<FormColumn> NOTE_COLUMNS = Set.of(FormColumn.TYPE, FormColumn.NAME, FormColumn.LABEL);

    private final FormViolation.ViolationList violations;
    private final QuestionRowReader questionRows;
    private final List<QuestionRow> items = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final Map<NoteName, String> notes = new EnumMap<>(NoteName.class);
    private final List<String> questionsInGroup = new ArrayList<>();
    private Optional<Row> group = Optional.empty();
    private int characters;

    /// A question with its row.
    ///
    /// @param list the name of its list of options; empty for a text
    record QuestionRow(int row, String list, Question question) {}

    /// The names of the notes that hold the texts around the questions.
    enum NoteName {
        INTRODUCTION, CONTACT_INTRODUCTION, CLOSING;

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    SurveySheet(List<Row> rows, ChoiceSheet choices, FormViolation.ViolationList violations) {
        this.violations = violations;
        questionRows = new QuestionRowReader(rows, choices, violations);
        rows.forEach(this::read);
        group.ifPresent(open -> {
            violations.add(open.number(), FormColumn.TYPE, FormRule.GROUP_UNCLOSED);
            close(open);
        });
        if (items.isEmpty()) {
            violations.add(1, FormColumn.TYPE, FormRule.QUESTIONS_MISSING);
        }
        Stream.of(NoteName.values())
                .filter(note -> !notes.containsKey(note))
                .forEach(note -> violations.add(1, FormColumn.NAME, FormRule.NOTE_MISSING, note.title()));
    }

    List<Section> sections() {
        return sections;
    }

    List<QuestionRow> items() {
        return items;
    }

    /// The note's text; empty if it is missing.
    String note(NoteName note) {
        return notes.getOrDefault(note, "");
    }

    private void read(Row row) {
        switch (QuestionRowReader.type(row)) {
            case "" -> row.require(FormColumn.TYPE, violations);
            case "begin_group", "begin group" -> begin(row);
            case "end_group", "end group" -> end(row);
            case "note" -> note(row);
            default -> question(row);
        }
    }

    private void begin(Row row) {
        allow(row, "begin_group", NOTE_COLUMNS);
        row.require(FormColumn.LABEL, violations);
        group.ifPresent(open -> {
            violations.add(row.number(), FormColumn.TYPE, FormRule.GROUP_NESTED);
            close(open);
        });
        group = Optional.of(row);
    }

    private void end(Row row) {
        allow(row, "end_group", NOTE_COLUMNS);
        group.ifPresentOrElse(
                this::close,
                () -> violations.add(row.number(), FormColumn.TYPE, FormRule.GROUP_UNOPENED));
    }

    private void close(Row open) {
        if (questionsInGroup.isEmpty()) {
            violations.add(open.number(), FormColumn.TYPE, FormRule.GROUP_EMPTY);
        }
        sections.add(new Section(open.text(FormColumn.LABEL), questionsInGroup));
        questionsInGroup.clear();
        group = Optional.empty();
    }

    private void note(Row row) {
        allow(row, "note", NOTE_COLUMNS);
        var words = row.require(FormColumn.LABEL, violations);
        var name = row.text(FormColumn.NAME);
        Arrays.stream(NoteName.values()).filter(note -> note.title().equals(name)).findFirst().ifPresentOrElse(note -> {
            if (notes.putIfAbsent(note, words) != null) {
                violations.add(row.number(), FormColumn.NAME, FormRule.NOTE_TWICE, name);
            }
        },
                () -> violations.add(
                        row.number(),
                        FormColumn.NAME,
                        FormRule.NOTE_UNKNOWN,
                        name,
                        Stream.of(NoteName.values()).map(NoteName::title).collect(Collectors.joining(", "))));
    }

    private void question(Row row) {
        int next = items.isEmpty() ? 1 : items.getLast().question().number() + 1;
        var list = QuestionRowReader.list(row);
        var question = questionRows.read(row, next);
        var id = question.id();
        if (items.size() == FormLimits.MAX_QUESTIONS) {
            violations.add(row.number(), FormColumn.TYPE, FormRule.QUESTIONS_TOO_MANY, FormLimits.MAX_QUESTIONS);
        }
        if (!id.isEmpty() && items.size() < FormLimits.MAX_QUESTIONS) {
            count(row, question);
            items.add(new QuestionRow(row.number(), list, question));
            group.ifPresent(_ -> questionsInGroup.add(id));
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

    private void allow(Row row, String type, Set<FormColumn> columns) {
        row.cells()
                .keySet()
                .stream()
                .filter(column -> !columns.contains(column))
                .forEach(column -> violations.add(row.number(), column, FormRule.CELL_MISPLACED, type));
    }
}
