package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.xlsform.FormReading.WarningKind;
import io.github.certpulse.survey.xlsform.FormTable.Row;
import io.github.certpulse.survey.xlsform.SurveySheet.QuestionRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The notes of the sheet `survey`. Three of them, known by their names, hold the texts around the questions. Any other
/// one is shown with a question that is asked under the same condition: below the question before it in its section,
/// otherwise above the question after it. For one file and one thread.
final class FormNotes {
    private static final String TITLE = FormColumn.FormSheet.SURVEY.title();

    private final List<QuestionRow> items;
    private final FormViolation.ViolationList violations;
    private final Map<NoteName, String> named = new EnumMap<>(NoteName.class);
    private final List<String> beforeAll = new ArrayList<>();
    private final List<String> afterAll = new ArrayList<>();
    private final List<Note> waiting = new ArrayList<>();

    /// The names of the notes that hold the texts around the questions, with the words for a form without them.
    enum NoteName {
        INTRODUCTION("请根据实际情况填写，谢谢您的支持。"),
        CONTACT_INTRODUCTION("如愿意接受回访，请留下联系方式（选填）。"),
        CLOSING("问卷到此结束，感谢您的参与！");

        private final String usual;

        NoteName(String usual) {
            this.usual = usual;
        }

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A note that waits for the question after it.
    private record Note(int row, String words, Condition condition) {}

    /// @param items the questions so far, to which notes are added
    FormNotes(List<QuestionRow> items, FormViolation.ViolationList violations) {
        this.items = items;
        this.violations = violations;
    }

    /// @param section as in [QuestionRow]
    void add(Row row, Condition condition, int section, boolean isInGroup) {
        var name = row.text(FormColumn.NAME).toLowerCase(Locale.ROOT);
        var words = row.text(FormColumn.LABEL);
        var known = Arrays.stream(NoteName.values()).filter(note -> note.title().equals(name)).findFirst();
        if (known.isPresent()) {
            row.require(FormColumn.LABEL, violations);
            if (named.putIfAbsent(known.get(), words) != null) {
                violations.add(row.number(), FormColumn.NAME, FormRule.NOTE_TWICE, name);
            }
        } else if (!words.isEmpty()) {
            place(new Note(row.number(), words, condition), section, isInGroup);
        }
    }

    private void place(Note note, int section, boolean isInGroup) {
        if (items.isEmpty() && !isInGroup && note.condition() instanceof Condition.Always) {
            beforeAll.add(note.words());
        } else if (waiting.isEmpty() && !items.isEmpty() && items.getLast().group() == section && fitsLast(note)) {
            addBelowLast(note);
        } else {
            waiting.add(note);
        }
    }

    private boolean fitsLast(Note note) {
        return !items.isEmpty() && items.getLast().question().visibleWhen().equals(note.condition());
    }

    private void addBelowLast(Note note) {
        var last = items.getLast();
        var question = last.question();
        var below = question.note().map(before -> before + "\n" + note.words()).orElse(note.words());
        items.set(items.size() - 1, last.with(worded(question, question.text(), Optional.of(below))));
    }

    /// The next question, with the notes above it.
    Question before(Question next) {
        var above = waiting.stream().filter(note -> note.condition().equals(next.visibleWhen())).toList();
        waiting.removeAll(above);
        waiting.forEach(this::placeElsewhere);
        waiting.clear();
        return above.isEmpty() ? next
                : worded(
                        next,
                        Stream.concat(above.stream().map(Note::words), Stream.of(next.text()))
                                .collect(Collectors.joining("\n")),
                        next.note());
    }

    /// Places the notes after the last question.
    void end() {
        for (var note : waiting) {
            if (note.condition() instanceof Condition.Always) {
                afterAll.add(note.words());
            } else {
                placeElsewhere(note);
            }
        }
        Stream.of(NoteName.values())
                .filter(note -> !named.containsKey(note))
                .filter(note -> note != NoteName.INTRODUCTION || beforeAll.isEmpty())
                .forEach(note -> violations.warn(WarningKind.NOTE_DEFAULT, TITLE, 0, note.title()));
    }

    private void placeElsewhere(Note note) {
        if (fitsLast(note)) {
            addBelowLast(note);
        } else {
            violations.warn(WarningKind.NOTE_LEFT_OUT, TITLE, note.row(), "");
        }
    }

    String introduction() {
        var lines = new ArrayList<String>();
        Optional.ofNullable(named.get(NoteName.INTRODUCTION)).ifPresent(lines::add);
        lines.addAll(beforeAll);
        return lines.isEmpty() ? NoteName.INTRODUCTION.usual : String.join("\n", lines);
    }

    String contactIntroduction() {
        return named.getOrDefault(NoteName.CONTACT_INTRODUCTION, NoteName.CONTACT_INTRODUCTION.usual);
    }

    String closing() {
        var lines = new ArrayList<>(afterAll);
        lines.add(named.getOrDefault(NoteName.CLOSING, NoteName.CLOSING.usual));
        return String.join("\n", lines);
    }

    private static Question worded(Question question, String text, Optional<String> note) {
        return new Question(
                question.id(),
                question.number(),
                question.kind(),
                text,
                note,
                question.required(),
                question.visibleWhen(),
                question.prefill());
    }
}
