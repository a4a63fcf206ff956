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

/// The sheet `survey`: sections, questions and the words around them. A question with a fault is stood in for, so that
/// conditions still find it; one without a name is left out. For one file and one thread.
final class SurveySheet {
    private static final Set<FormColumn> OF_A_NOTE = Set.of(FormColumn.TYPE, FormColumn.NAME, FormColumn.LABEL);

    private final FormFault.Collected faults;
    private final QuestionRowReader questionRows;
    private final List<Item> items = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final Map<Note, String> notes = new EnumMap<>(Note.class);
    private final List<String> grouped = new ArrayList<>();
    private Optional<Row> group = Optional.empty();
    private int characters;

    /// A question, where it stands, and the list of its options, which is empty for a text.
    record Item(int row, String list, Question question) {}

    /// The words around the questions.
    enum Note {
        INTRODUCTION, CONTACT_INTRODUCTION, CLOSING;

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    SurveySheet(List<Row> rows, ChoiceSheet choices, FormFault.Collected faults) {
        this.faults = faults;
        questionRows = new QuestionRowReader(rows, choices, faults);
        rows.forEach(this::read);
        group.ifPresent(open -> {
            faults.add(open.number(), FormColumn.TYPE, FormFlaw.GROUP_UNCLOSED);
            close(open);
        });
        if (items.isEmpty()) {
            faults.add(1, FormColumn.TYPE, FormFlaw.QUESTIONS_MISSING);
        }
        Stream.of(Note.values())
                .filter(note -> !notes.containsKey(note))
                .forEach(note -> faults.add(1, FormColumn.NAME, FormFlaw.NOTE_MISSING, note.title()));
    }

    List<Section> sections() {
        return sections;
    }

    List<Item> items() {
        return items;
    }

    /// The note's words; empty where it is missing.
    String note(Note note) {
        return notes.getOrDefault(note, "");
    }

    private void read(Row row) {
        switch (QuestionRowReader.type(row)) {
            case "" -> row.needed(FormColumn.TYPE, faults);
            case "begin_group", "begin group" -> begin(row);
            case "end_group", "end group" -> end(row);
            case "note" -> note(row);
            default -> question(row);
        }
    }

    private void begin(Row row) {
        allow(row, "begin_group", OF_A_NOTE);
        row.needed(FormColumn.LABEL, faults);
        group.ifPresent(open -> {
            faults.add(row.number(), FormColumn.TYPE, FormFlaw.GROUP_NESTED);
            close(open);
        });
        group = Optional.of(row);
    }

    private void end(Row row) {
        allow(row, "end_group", OF_A_NOTE);
        group.ifPresentOrElse(this::close, () -> faults.add(row.number(), FormColumn.TYPE, FormFlaw.GROUP_UNOPENED));
    }

    private void close(Row open) {
        if (grouped.isEmpty()) {
            faults.add(open.number(), FormColumn.TYPE, FormFlaw.GROUP_EMPTY);
        }
        sections.add(new Section(open.text(FormColumn.LABEL), grouped));
        grouped.clear();
        group = Optional.empty();
    }

    private void note(Row row) {
        allow(row, "note", OF_A_NOTE);
        var words = row.needed(FormColumn.LABEL, faults);
        var name = row.text(FormColumn.NAME);
        Arrays.stream(Note.values()).filter(note -> note.title().equals(name)).findFirst().ifPresentOrElse(note -> {
            if (notes.putIfAbsent(note, words) != null) {
                faults.add(row.number(), FormColumn.NAME, FormFlaw.NOTE_TWICE, name);
            }
        },
                () -> faults.add(
                        row.number(),
                        FormColumn.NAME,
                        FormFlaw.NOTE_UNKNOWN,
                        name,
                        Stream.of(Note.values()).map(Note::title).collect(Collectors.joining(", "))));
    }

    private void question(Row row) {
        int next = items.isEmpty() ? 1 : items.getLast().question().number() + 1;
        var list = QuestionRowReader.list(row);
        var question = questionRows.read(row, next);
        var id = question.id();
        if (items.size() == FormLimits.QUESTIONS) {
            faults.add(row.number(), FormColumn.TYPE, FormFlaw.QUESTIONS_TOO_MANY, FormLimits.QUESTIONS);
        }
        if (!id.isEmpty() && items.size() < FormLimits.QUESTIONS) {
            count(row, question);
            items.add(new Item(row.number(), list, question));
            group.ifPresent(_ -> grouped.add(id));
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
        if (before <= FormLimits.CHARACTERS && characters > FormLimits.CHARACTERS) {
            faults.add(row.number(), FormColumn.TYPE, FormFlaw.TOO_MUCH_TEXT, FormLimits.CHARACTERS);
        }
    }

    private void allow(Row row, String type, Set<FormColumn> columns) {
        row.cells()
                .keySet()
                .stream()
                .filter(column -> !columns.contains(column))
                .forEach(column -> faults.add(row.number(), column, FormFlaw.CELL_MISPLACED, type));
    }
}
