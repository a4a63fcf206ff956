package io.github.certpulse.survey.xlsform;

import io.github.certpulse.files.xlsx.XlsxRefusal;
import io.github.certpulse.files.xlsx.XlsxWorkbook;
import io.github.certpulse.survey.questionnaire.Definition.Place;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.xlsform.FormColumn.Sheet;
import io.github.certpulse.survey.xlsform.FormReading.Faulty;
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
/// Hostile files end as a fault like any other, at a cost that [FormLimits] bounds; this never throws for what a file
/// holds.
@Singleton
public class XlsFormReader {
    private static final Map<String, Role> ROLES =
            Map.of("TEACHER", Role.TEACHER, "STUDENT", Role.STUDENT, "教师", Role.TEACHER, "学生", Role.STUDENT);
    private static final int MAX_VERSION = 999_999_999;

    /// One file at a time, as with rosters.
    private final Semaphore oneAtATime = new Semaphore(1);

    /// The questionnaire in the workbook, or everything that is wrong with it.
    public FormReading read(byte[] file) {
        oneAtATime.acquireUninterruptibly();
        try {
            return read(XlsxWorkbook.open(file, FormLimits.WORKBOOK));
        } catch (FormFault.Refusal refusal) {
            return new Faulty(List.of(refusal.fault()));
        } catch (XlsxRefusal refusal) {
            return new Faulty(List.of(switch (refusal.reason()) {
                case TOO_LARGE -> FormFlaw.FILE_TOO_LARGE.ofFile(FormLimits.BYTES / 1024 / 1024);
                case TOO_MANY_ENTRIES -> FormFlaw.TOO_MANY_ENTRIES.ofFile();
            }));
        } catch (IOException | XMLStreamException | IllegalArgumentException notAWorkbook) {
            return new Faulty(List.of(FormFlaw.FORMAT_UNSUPPORTED.ofFile()));
        } finally {
            oneAtATime.release();
        }
    }

    private static FormReading read(XlsxWorkbook workbook) throws IOException, XMLStreamException {
        var faults = new FormFault.Collected();
        var surveyRows = rows(workbook, Sheet.SURVEY, faults);
        var choices = new ChoiceSheet(rows(workbook, Sheet.CHOICES, faults), faults);
        var settings = settings(rows(workbook, Sheet.SETTINGS, faults), faults);
        var survey = new SurveySheet(surveyRows, choices, faults);
        var questions = survey.items().stream().map(SurveySheet.Item::question).toList();
        Definition.faults(survey.sections(), questions).forEach(fault -> add(fault, survey.items(), choices, faults));

        var code = code(settings, faults);
        var version = version(settings, faults);
        var role = role(settings, faults);
        var title = settings.needed(FormColumn.FORM_TITLE, faults);
        var found = faults.sorted();
        if (!found.isEmpty()) {
            return new Faulty(found);
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

    private static List<Row> rows(XlsxWorkbook workbook, Sheet sheet, FormFault.Collected faults)
            throws IOException, XMLStreamException {
        var names = workbook.sheets().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        if (names.contains(sheet.title())) {
            return FormTable.read(sheet, workbook.sheet(names.indexOf(sheet.title())), faults);
        }
        // Without choices every list is missing, which is told where a question asks for it.
        if (sheet != Sheet.CHOICES) {
            faults.add(FormFlaw.SHEET_MISSING.at(sheet.title(), 1, "", sheet.title()));
        }
        return List.of();
    }

    /// The one row of the settings; an empty one stands in.
    private static Row settings(List<Row> rows, FormFault.Collected faults) {
        rows.stream()
                .skip(1)
                .findFirst()
                .ifPresent(
                        second -> faults.add(FormFlaw.SETTINGS_TWICE.at(Sheet.SETTINGS.title(), second.number(), "")));
        return rows.isEmpty() ? new Row(2, Map.of()) : rows.getFirst();
    }

    private static String code(Row settings, FormFault.Collected faults) {
        var code = settings.needed(FormColumn.FORM_ID, faults);
        if (!code.isEmpty() && !Definition.CODE.matcher(code).matches()) {
            faults.add(settings.number(), FormColumn.FORM_ID, FormFlaw.CODE_MALFORMED, code);
        }
        return code;
    }

    private static Optional<Integer> version(Row settings, FormFault.Collected faults) {
        var text = settings.plain(FormColumn.VERSION);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("[1-9]\\d{0,8}")) {
            faults.add(settings.number(), FormColumn.VERSION, FormFlaw.NUMBER_MALFORMED, text, 1, MAX_VERSION);
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(text));
    }

    private static Role role(Row settings, FormFault.Collected faults) {
        var text = settings.needed(FormColumn.ROLE, faults);
        var role = Optional.ofNullable(ROLES.get(text.toUpperCase(Locale.ROOT)));
        if (role.isEmpty() && !text.isEmpty()) {
            faults.add(settings.number(), FormColumn.ROLE, FormFlaw.WORD_UNKNOWN, text, "TEACHER, STUDENT");
        }
        return role.orElse(Role.TEACHER);
    }

    /// A rule between sound questions, at the cell that its author can change.
    private static void add(
            Definition.Fault fault,
            List<SurveySheet.Item> items,
            ChoiceSheet choices,
            FormFault.Collected faults) {
        switch (fault.place()) {
            // A sheet has each question where it stands, so this follows from a name that stands there twice, which is
            // told.
            case Place.Sections() -> {}
            case Place.Item(var question, var part) ->
                    faults.add(items.get(question).row(), column(part), fault.code(), fault.words());
            case Place.Choice(var question, var option) ->
                    faults.add(
                            choices.row(items.get(question).list(), option),
                            FormColumn.CHOICE_NAME,
                            fault.code(),
                            fault.words());
        }
    }

    private static FormColumn column(Definition.Part part) {
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
