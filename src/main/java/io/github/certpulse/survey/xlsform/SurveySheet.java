package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Definition.Section;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.xlsform.FormTable.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sheet `survey`: sections, questions and the words around them. A question with a fault is stood in for, so that
/// conditions still find it; one without a name is left out. For one file and one thread.
final class SurveySheet {
    private static final Pattern CHOICE_TYPE = Pattern.compile("select[ _](one|multiple)\\s+(\\S+)");
    private static final Pattern CONSTRAINT = Pattern.compile("string-length\\s*\\(\\s*\\.\\s*\\)\\s*<=\\s*(\\d{1,6})");
    private static final Pattern PRINTED = Pattern.compile("q(\\d{1,4})");
    private static final String TYPES = "begin_group, end_group, select_one LIST, select_multiple LIST, text, note";
    private static final int LARGEST_NUMBER = 9999;
    private static final Set<FormColumn> OF_A_NOTE = Set.of(FormColumn.TYPE, FormColumn.NAME, FormColumn.LABEL);

    private final ChoiceSheet choices;
    private final FormFault.Collected faults;
    private final Set<String> multiples = new HashSet<>();
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
        this.choices = choices;
        this.faults = faults;
        rows.stream()
                .filter(row -> type(row).startsWith("select_multiple "))
                .forEach(row -> multiples.add(row.plain(FormColumn.NAME)));
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

    /// With one blank between the words, and underscores within the older forms.
    private static String type(Row row) {
        var type = row.text(FormColumn.TYPE).replaceAll("\\s+", " ");
        var choice = CHOICE_TYPE.matcher(type);
        return choice.matches() ? "select_" + choice.group(1) + " " + choice.group(2) : type;
    }

    private void read(Row row) {
        switch (type(row)) {
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
        row.needed(FormColumn.NAME, faults);
        var id = row.plain(FormColumn.NAME);
        if (!id.isEmpty() && !Question.ID.matcher(id).matches()) {
            faults.add(row.number(), FormColumn.NAME, FormFlaw.NAME_MALFORMED, id);
        }
        var type = type(row);
        var list = type.startsWith("select_") && CHOICE_TYPE.matcher(type).matches()
                ? type.substring(type.indexOf(' ') + 1)
                : "";
        var question = new Question(
                id,
                number(row, id),
                kind(row, type, list),
                row.needed(FormColumn.LABEL, faults),
                Optional.of(row.text(FormColumn.HINT)).filter(hint -> !hint.isEmpty()),
                required(row),
                relevant(row),
                prefill(row));
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

    private Kind kind(Row row, String type, String list) {
        if (type.equals("text")) {
            return new Kind.Text(length(row));
        }
        if (list.isEmpty()) {
            faults.add(row.number(), FormColumn.TYPE, FormFlaw.TYPE_UNKNOWN, type, TYPES);
            return new Kind.Text(Question.LONGEST_TEXT);
        }
        if (!row.text(FormColumn.CONSTRAINT).isEmpty()) {
            faults.add(row.number(), FormColumn.CONSTRAINT, FormFlaw.CELL_MISPLACED, type);
        }
        if (!choices.has(list)) {
            faults.add(row.number(), FormColumn.TYPE, FormFlaw.LIST_UNKNOWN, list);
        }
        return type.startsWith("select_one ") ? new Kind.Single(choices.options(list))
                : new Kind.Multiple(choices.options(list));
    }

    private int length(Row row) {
        var text = row.text(FormColumn.CONSTRAINT);
        var constraint = CONSTRAINT.matcher(text);
        int length = text.isEmpty() ? Question.LONGEST_TEXT
                : constraint.matches() ? Integer.parseInt(constraint.group(1)) : 0;
        if (length < 1 || length > Question.LONGEST_TEXT) {
            faults.add(row.number(), FormColumn.CONSTRAINT, FormFlaw.CONSTRAINT_UNSUPPORTED, Question.LONGEST_TEXT);
            return Question.LONGEST_TEXT;
        }
        return length;
    }

    private int number(Row row, String id) {
        var text = row.plain(FormColumn.NUMBER);
        var printed = PRINTED.matcher(id);
        int next = items.isEmpty() ? 1 : items.getLast().question().number() + 1;
        if (text.isEmpty()) {
            return printed.matches() ? Integer.parseInt(printed.group(1)) : next;
        }
        int number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (number < 1) {
            faults.add(row.number(), FormColumn.NUMBER, FormFlaw.NUMBER_MALFORMED, text, 1, LARGEST_NUMBER);
            return next;
        }
        return number;
    }

    private Condition required(Row row) {
        var text = row.text(FormColumn.REQUIRED);
        return ConditionParser.truth(text.isEmpty() ? "no" : text)
                .<Condition>map(truth -> truth ? new Condition.Always() : new Condition.Never())
                .orElseGet(() -> condition(row, FormColumn.REQUIRED, text));
    }

    private Condition relevant(Row row) {
        var text = row.text(FormColumn.RELEVANT);
        var condition = text.isEmpty() ? new Condition.Always() : condition(row, FormColumn.RELEVANT, text);
        if (condition instanceof Condition.Never) {
            faults.add(row.number(), FormColumn.RELEVANT, FormFlaw.NEVER_ASKED);
        }
        return condition;
    }

    private Condition condition(Row row, FormColumn column, String text) {
        try {
            return ConditionParser.parse(text, multiples::contains);
        } catch (ConditionParser.Unreadable unreadable) {
            faults.add(unreadable.at(row.number(), column));
            return new Condition.Always();
        }
    }

    private Optional<Prefill> prefill(Row row) {
        var text = row.text(FormColumn.PREFILL);
        var prefill = Stream.of(Prefill.values()).filter(each -> each.source().equals(text)).findFirst();
        if (prefill.isEmpty() && !text.isEmpty()) {
            faults.add(
                    row.number(),
                    FormColumn.PREFILL,
                    FormFlaw.WORD_UNKNOWN,
                    text,
                    Stream.of(Prefill.values()).map(Prefill::source).collect(Collectors.joining(", ")));
        }
        return prefill;
    }

    private void allow(Row row, String type, Set<FormColumn> columns) {
        row.cells()
                .keySet()
                .stream()
                .filter(column -> !columns.contains(column))
                .forEach(column -> faults.add(row.number(), column, FormFlaw.CELL_MISPLACED, type));
    }
}
