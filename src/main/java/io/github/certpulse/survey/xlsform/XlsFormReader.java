package io.github.certpulse.survey.xlsform;

import io.github.certpulse.files.xlsx.XlsxLimitExceeded;
import io.github.certpulse.files.xlsx.XlsxWorkbook;
import io.github.certpulse.survey.definition.DefinitionCheck;
import io.github.certpulse.survey.definition.DefinitionViolation.Part;
import io.github.certpulse.survey.definition.DefinitionViolation.Place;
import io.github.certpulse.survey.definition.DefinitionViolation;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.xlsform.FormColumn.Sheet;
import io.github.certpulse.survey.xlsform.FormReading.Invalid;
import io.github.certpulse.survey.xlsform.FormReading.Readable;
import io.github.certpulse.survey.xlsform.FormTable.Row;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.xml.stream.XMLStreamException;

/// Reads a questionnaire from an XLSForm workbook; the package says which part of that convention it reads.
///
/// A hostile file gives violations like any other, at a cost that [FormLimits] bounds; nothing is thrown for what a
/// file holds.
@Singleton
public class XlsFormReader {
    private static final Map<String, Role> ROLES =
            Map.of("TEACHER", Role.TEACHER, "STUDENT", Role.STUDENT, "教师", Role.TEACHER, "学生", Role.STUDENT);
    private static final int MAX_VERSION = 999_999_999;

    /// One file at a time, as with rosters.
    private final Semaphore oneAtATime = new Semaphore(1);

    /// The questionnaire in the workbook, or all its violations.
    public FormReading read(byte[] file) {
        oneAtATime.acquireUninterruptibly();
        try {
            return read(XlsxWorkbook.open(file, FormLimits.WORKBOOK));
        } catch (FormViolation.ReadingStopped stopped) {
            return new Invalid(List.of(stopped.violation()));
        } catch (XlsxLimitExceeded exceeded) {
            return new Invalid(List.of(switch (exceeded.reason()) {
                case TOO_LARGE -> FormRule.FILE_TOO_LARGE.ofFile(FormLimits.MAX_BYTES / 1024 / 1024);
                case TOO_MANY_ENTRIES -> FormRule.TOO_MANY_ENTRIES.ofFile();
            }));
        } catch (IOException | XMLStreamException | IllegalArgumentException notAWorkbook) {
            return new Invalid(List.of(FormRule.FORMAT_UNSUPPORTED.ofFile()));
        } finally {
            oneAtATime.release();
        }
    }

    private static FormReading read(XlsxWorkbook workbook) throws IOException, XMLStreamException {
        var violations = new FormViolation.Collected();
        var surveyRows = rows(workbook, Sheet.SURVEY, violations);
        var choices = new ChoiceSheet(rows(workbook, Sheet.CHOICES, violations), violations);
        var settings = settings(rows(workbook, Sheet.SETTINGS, violations), violations);
        var survey = new SurveySheet(surveyRows, choices, violations);
        var questions = survey.items().stream().map(SurveySheet.Item::question).toList();
        DefinitionCheck.check(survey.sections(), questions)
                .forEach(violation -> add(violation, survey.items(), choices, violations));

        var code = code(settings, violations);
        var version = version(settings, violations);
        var role = role(settings, violations);
        var title = settings.needed(FormColumn.FORM_TITLE, violations);
        var found = violations.sorted();
        if (!found.isEmpty()) {
            return new Invalid(found);
        }
        var byId = new LinkedHashMap<String, Question>();
        questions.forEach(question -> byId.put(question.id(), question));
        var definition = new Definition(
                code,
                version.orElse(1),
                role,
                title,
                survey.note(SurveySheet.Note.INTRODUCTION),
                survey.note(SurveySheet.Note.CLOSING),
                survey.sections(),
                byId,
                survey.note(SurveySheet.Note.CONTACT_INTRODUCTION));
        return new Readable(definition, version.isPresent(), settings.number());
    }

    private static List<Row> rows(XlsxWorkbook workbook, Sheet sheet, FormViolation.Collected violations)
            throws IOException, XMLStreamException {
        var names = workbook.sheets().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        if (names.contains(sheet.title())) {
            return FormTable.read(sheet, workbook.sheet(names.indexOf(sheet.title())), violations);
        }
        // Without choices every list is missing, which is reported at the questions that use one.
        if (sheet != Sheet.CHOICES) {
            violations.add(FormRule.SHEET_MISSING.at(sheet.title(), 1, "", sheet.title()));
        }
        return List.of();
    }

    /// The one row of the settings; an empty one where there is none.
    private static Row settings(List<Row> rows, FormViolation.Collected violations) {
        rows.stream()
                .skip(1)
                .findFirst()
                .ifPresent(
                        second -> violations
                                .add(FormRule.SETTINGS_TWICE.at(Sheet.SETTINGS.title(), second.number(), "")));
        return rows.isEmpty() ? new Row(2, Map.of()) : rows.getFirst();
    }

    private static String code(Row settings, FormViolation.Collected violations) {
        var code = settings.needed(FormColumn.FORM_ID, violations);
        if (!code.isEmpty() && !Definition.CODE.matcher(code).matches()) {
            violations.add(settings.number(), FormColumn.FORM_ID, FormRule.CODE_MALFORMED, code);
        }
        return code;
    }

    private static Optional<Integer> version(Row settings, FormViolation.Collected violations) {
        var text = settings.plain(FormColumn.VERSION);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("[1-9]\\d{0,8}")) {
            violations.add(settings.number(), FormColumn.VERSION, FormRule.NUMBER_MALFORMED, text, 1, MAX_VERSION);
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(text));
    }

    private static Role role(Row settings, FormViolation.Collected violations) {
        var text = settings.needed(FormColumn.ROLE, violations);
        var role = Optional.ofNullable(ROLES.get(text.toUpperCase(Locale.ROOT)));
        if (role.isEmpty() && !text.isEmpty()) {
            violations.add(settings.number(), FormColumn.ROLE, FormRule.WORD_UNKNOWN, text, "TEACHER, STUDENT");
        }
        return role.orElse(Role.TEACHER);
    }

    /// A violation between questions, at the cell that its author can change.
    private static void add(
            DefinitionViolation violation,
            List<SurveySheet.Item> items,
            ChoiceSheet choices,
            FormViolation.Collected violations) {
        switch (violation.place()) {
            // The sheet's groups hold the questions themselves, so this follows from a duplicate name, which is
            // reported already.
            case Place.Sections() -> {}
            case Place.Item(var question, var part) ->
                    violations.add(items.get(question).row(), column(part), violation.code(), violation.words());
            case Place.Choice(var question, var option) ->
                    violations.add(
                            choices.row(items.get(question).list(), option),
                            FormColumn.CHOICE_NAME,
                            violation.code(),
                            violation.words());
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
}
