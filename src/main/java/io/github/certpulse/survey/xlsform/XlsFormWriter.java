package io.github.certpulse.survey.xlsform;

import io.github.certpulse.files.workbook.ListSheet;
import io.github.certpulse.files.workbook.NewWorkbook;
import io.github.certpulse.survey.expression.ConditionWriter;
import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.xlsform.FormColumn.FormSheet;
import io.github.certpulse.survey.xlsform.FormColumn.Use;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;

/// Writes a definition as an XLSForm workbook that can be edited: every question has its own list of options, which can
/// be changed without affecting other questions. [XlsFormReader] reads the same definition again.
@Singleton
public class XlsFormWriter {
    private static final int WIDE = 60;
    private static final int MIDDLE = 24;
    private static final int NARROW = 14;

    /// The workbook's bytes.
    public byte[] write(Definition definition) {
        return NewWorkbook.bytes(workbook -> {
            survey(definition, new SheetWriter(workbook, FormSheet.SURVEY));
            choices(definition, new SheetWriter(workbook, FormSheet.CHOICES));
            settings(definition, new SheetWriter(workbook, FormSheet.SETTINGS));
        });
    }

    private static void survey(Definition definition, SheetWriter sheet) {
        note(FormNotes.NoteName.INTRODUCTION, definition.introduction(), sheet);
        int number = 0;
        for (var section : definition.sections()) {
            sheet.row(
                    Map.of(
                            FormColumn.TYPE,
                            "begin_group",
                            FormColumn.NAME,
                            "section" + ++number,
                            FormColumn.LABEL,
                            section.title()));
            section.questions()
                    .forEach(
                            id -> sheet.row(cells(Objects.requireNonNull(definition.questions().get(id)), definition)));
            sheet.row(Map.of(FormColumn.TYPE, "end_group"));
        }
        note(FormNotes.NoteName.CONTACT_INTRODUCTION, definition.contactIntroduction(), sheet);
        note(FormNotes.NoteName.CLOSING, definition.closing(), sheet);
    }

    private static void note(FormNotes.NoteName note, String words, SheetWriter sheet) {
        sheet.row(Map.of(FormColumn.TYPE, "note", FormColumn.NAME, note.title(), FormColumn.LABEL, words));
    }

    private static Map<FormColumn, Object> cells(Question question, Definition definition) {
        var conditions = new ConditionWriter(
                id -> definition.question(id).filter(other -> other.kind() instanceof Kind.Multiple).isPresent());
        var cells = new EnumMap<FormColumn, Object>(FormColumn.class);
        cells.put(FormColumn.TYPE, switch (question.kind()) {
            case Kind.Single _ -> "select_one " + question.id();
            case Kind.Multiple _ -> "select_multiple " + question.id();
            case Kind.Text _ -> "text";
        });
        cells.put(FormColumn.NAME, question.id());
        cells.put(FormColumn.LABEL, question.text());
        question.note().ifPresent(note -> cells.put(FormColumn.HINT, note));
        cells.put(FormColumn.REQUIRED, switch (question.required()) {
            case Condition.Always() -> "yes";
            case Condition.Never() -> "no";
            case Condition.In _, Condition.All _, Condition.Any _, Condition.Not _ ->
                    conditions.write(question.required());
        });
        if (!question.visibleWhen().equals(new Condition.Always())) {
            cells.put(FormColumn.RELEVANT, conditions.write(question.visibleWhen()));
        }
        if (question.kind() instanceof Kind.Text(var maxLength)) {
            cells.put(FormColumn.CONSTRAINT, "string-length(.) <= " + maxLength);
        }
        cells.put(FormColumn.NUMBER, question.number());
        question.prefill().map(Prefill::source).ifPresent(source -> cells.put(FormColumn.PREFILL, source));
        return cells;
    }

    private static void choices(Definition definition, SheetWriter sheet) {
        for (var question : definition.questions().values()) {
            for (var option : question.options().values()) {
                var cells = new EnumMap<FormColumn, Object>(FormColumn.class);
                cells.put(FormColumn.LIST_NAME, question.id());
                cells.put(FormColumn.CHOICE_NAME, option.code());
                cells.put(FormColumn.CHOICE_LABEL, option.label());
                if (option.otherText()) {
                    cells.put(FormColumn.OTHER_TEXT, "yes");
                }
                option.level().ifPresent(level -> cells.put(FormColumn.LEVEL, level));
                sheet.row(cells);
            }
        }
    }

    private static void settings(Definition definition, SheetWriter sheet) {
        sheet.row(
                Map.of(
                        FormColumn.FORM_TITLE,
                        definition.title(),
                        FormColumn.FORM_ID,
                        definition.code(),
                        FormColumn.VERSION,
                        definition.version(),
                        FormColumn.ROLE,
                        definition.role().name()));
    }

    private static boolean isWritten(FormColumn column) {
        return column.use() != Use.NOT_OFFERED && column != FormColumn.DEFAULT_LANGUAGE;
    }

    /// Writes a sheet row by row.
    private static final class SheetWriter {
        private final ListSheet sheet;
        private final List<FormColumn> columns;

        SheetWriter(Workbook workbook, FormSheet kind) {
            columns = kind.columns().stream().filter(XlsFormWriter::isWritten).toList();
            sheet = new ListSheet(
                    workbook,
                    kind.title(),
                    columns.stream().map(column -> new ListSheet.Column(column.heading(), width(column))).toList(),
                    ListSheet.HeadingStyle.FILLED);
        }

        void row(Map<FormColumn, ?> cells) {
            sheet.add(columns.stream().map(cells::get).toList());
            sheet.wrapLastRow(columns.size());
        }

        private static int width(FormColumn column) {
            return switch (column) {
                case LABEL, CHOICE_LABEL, FORM_TITLE -> WIDE;
                case TYPE, NAME, HINT, REQUIRED, RELEVANT, CONSTRAINT, FORM_ID -> MIDDLE;
                case
                        NUMBER,
                        PREFILL,
                        CHOICE_FILTER,
                        LIST_NAME,
                        CHOICE_NAME,
                        OTHER_TEXT,
                        LEVEL,
                        VERSION,
                        ROLE,
                        DEFAULT_LANGUAGE -> NARROW;
            };
        }
    }
}
