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
import io.github.certpulse.survey.xlsform.FormColumn.FormSheet;
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

/// Reads a questionnaire from an XLSForm workbook; the package's documentation lists what is supported.
///
/// [FormLimits] bounds what reading a file costs. Whatever a file contains, violations are returned and no exception is
/// thrown.
@Singleton
public class XlsFormReader {
    private static final Map<String, Role> ROLES =
            Map.of("TEACHER", Role.TEACHER, "STUDENT", Role.STUDENT, "教师", Role.TEACHER, "学生", Role.STUDENT);
    private static final int MAX_VERSION = 999_999_999;

    /// One file at a time, because a large one needs much memory.
    private final Semaphore oneAtATime = new Semaphore(1);

    /// The questionnaire in the workbook, or all its violations.
    public FormReading read(byte[] file) {
        oneAtATime.acquireUninterruptibly();
        try {
            return read(XlsxWorkbook.open(file, FormLimits.WORKBOOK));
        } catch (FormViolation.FormReadingStopped stopped) {
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
        var violations = new FormViolation.ViolationList();
        var surveyRows = rows(workbook, FormSheet.SURVEY, violations);
        var choices = new ChoiceSheet(rows(workbook, FormSheet.CHOICES, violations), violations);
        var settings = settings(rows(workbook, FormSheet.SETTINGS, violations), violations);
        var survey = new SurveySheet(surveyRows, choices, violations);
        var questions = survey.items().stream().map(SurveySheet.QuestionRow::question).toList();
        DefinitionCheck.check(survey.sections(), questions)
                .forEach(violation -> add(violation, survey.items(), choices, violations));

        var code = code(settings, violations);
        var version = version(settings, violations);
        var role = role(settings, violations);
        var title = settings.require(FormColumn.FORM_TITLE, violations);
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
                survey.note(SurveySheet.NoteName.INTRODUCTION),
                survey.note(SurveySheet.NoteName.CLOSING),
                survey.sections(),
                byId,
                survey.note(SurveySheet.NoteName.CONTACT_INTRODUCTION));
        return new Readable(definition, version.isPresent(), settings.number());
    }

    private static List<Row> rows(XlsxWorkbook workbook, FormSheet sheet, FormViolation.ViolationList violations)
            throws IOException, XMLStreamException {
        var names = workbook.sheets().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        if (names.contains(sheet.title())) {
            return FormTable.read(sheet, workbook.sheet(names.indexOf(sheet.title())), violations);
        }
        // Without choices every list is missing, which is reported at the questions that use one.
        if (sheet != FormSheet.CHOICES) {
            violations.add(FormRule.SHEET_MISSING.at(sheet.title(), 1, "", sheet.title()));
        }
        return List.of();
    }

    /// The only row of the settings; an empty row if there is none.
    private static Row settings(List<Row> rows, FormViolation.ViolationList violations) {
        rows.stream()
                .skip(1)
                .findFirst()
                .ifPresent(
                        second -> violations
                                .add(FormRule.SETTINGS_TWICE.at(FormSheet.SETTINGS.title(), second.number(), "")));
        return rows.isEmpty() ? new Row(2, Map.of()) : rows.getFirst();
    }

    private static String code(Row settings, FormViolation.ViolationList violations) {
        var code = settings.require(FormColumn.FORM_ID, violations);
        if (!code.isEmpty() && !Definition.CODE.matcher(code).matches()) {
            violations.add(settings.number(), FormColumn.FORM_ID, FormRule.CODE_MALFORMED, code);
        }
        return code;
    }

    private static Optional<Integer> version(Row settings, FormViolation.ViolationList violations) {
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

    private static Role role(Row settings, FormViolation.ViolationList violations) {
        var text = settings.require(FormColumn.ROLE, violations);
        var role = Optional.ofNullable(ROLES.get(text.toUpperCase(Locale.ROOT)));
        if (role.isEmpty() && !text.isEmpty()) {
            violations.add(settings.number(), FormColumn.ROLE, FormRule.WORD_UNKNOWN, text, "TEACHER, STUDENT");
        }
        return role.orElse(Role.TEACHER);
    }

    /// Adds a violation of a rule between questions, at the cell that the author must change.
    private static void add(
            DefinitionViolation violation,
            List<SurveySheet.QuestionRow> items,
            ChoiceSheet choices,
            FormViolation.ViolationList violations) {
        switch (violation.place()) {
            // Groups contain the rows of their questions, so this can only follow from a duplicate name, which is
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
