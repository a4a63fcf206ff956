package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.form.FormLimits;
import io.github.certpulse.files.text.CellText;
import io.github.certpulse.files.xlsx.XlsxLimitExceeded;
import io.github.certpulse.files.xlsx.XlsxWorkbook;
import io.github.certpulse.survey.definition.DefinitionCheck;
import io.github.certpulse.survey.definition.PlainNames;
import io.github.certpulse.survey.form.RoleWord;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.xlsform.FormColumn.FormSheet;
import io.github.certpulse.survey.xlsform.FormReading.Invalid;
import io.github.certpulse.survey.xlsform.FormReading.Readable;
import io.github.certpulse.survey.xlsform.FormReading.WarningKind;
import io.github.certpulse.survey.xlsform.FormTable.Row;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/// Reads a questionnaire from an XLSForm workbook; the package's documentation lists what is supported.
///
/// [FormLimits] bounds what reading a file costs. Whatever a file contains, violations are returned and no exception is
/// thrown.
@Singleton
public class XlsFormReader {
    /// Larger numbers are dates or numbers of another system.
    private static final Pattern OWN_VERSION = Pattern.compile("[1-9]\\d{0,2}");

    /// What the upload says about a questionnaire whose workbook does not say it; empty texts say nothing.
    ///
    /// @param role in words, as in the workbook
    public record Supplied(String title, String code, String role) {
        public static final Supplied NOTHING = new Supplied("", "", "");
    }

    /// One file at a time, because a large one needs much memory.
    private final Semaphore oneAtATime = new Semaphore(1);

    /// The questionnaire in the workbook, or all its violations.
    public FormReading read(byte[] file) {
        return read(file, Supplied.NOTHING);
    }

    /// The same, for a workbook that may lack title, code or role.
    public FormReading read(byte[] file, Supplied supplied) {
        oneAtATime.acquireUninterruptibly();
        try {
            return read(XlsxWorkbook.open(file, FormLimits.WORKBOOK), supplied);
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

    private static FormReading read(XlsxWorkbook workbook, Supplied supplied)
            throws IOException, XMLStreamException {
        var violations = new FormViolation.ViolationList();
        var sheets = sheets(workbook, violations);
        var settings = settings(rows(workbook, sheets, FormSheet.SETTINGS, "", violations), violations);
        var language = settings.text(FormColumn.DEFAULT_LANGUAGE);
        var surveyRows = rows(workbook, sheets, FormSheet.SURVEY, language, violations);
        var choices = new ChoiceSheet(rows(workbook, sheets, FormSheet.CHOICES, language, violations), violations);
        var survey = new SurveySheet(surveyRows, choices, violations);
        var questions = survey.items().stream().map(SurveySheet.QuestionRow::question).toList();
        DefinitionCheck.check(survey.sections(), questions)
                .forEach(violation -> violations.add(violation, survey.items(), choices));

        boolean hasSettings = sheets.containsKey(FormSheet.SETTINGS);
        var title = stated(settings, FormColumn.FORM_TITLE, supplied.title(), hasSettings, violations);
        var code = code(settings, supplied.code(), hasSettings, violations);
        var role = role(settings, supplied.role(), hasSettings, violations);
        if (!hasSettings && (title.isEmpty() || code.isEmpty() || role.isEmpty())) {
            violations.add(FormRule.SETTINGS_MISSING.at(FormSheet.SETTINGS.title(), 1, ""));
        }
        var version = version(settings, violations);
        var found = violations.sorted();
        if (!found.isEmpty()) {
            return new Invalid(found);
        }
        var byId = new LinkedHashMap<String, Question>();
        questions.forEach(question -> byId.put(question.id(), question));
        var definition = new Definition(
                code,
                version.orElse(1),
                role.orElseThrow(),
                title,
                survey.notes().introduction(),
                survey.notes().closing(),
                survey.sections(),
                byId,
                survey.notes().contactIntroduction());
        return new Readable(definition, version.isPresent(), settings.number(), violations.warnings());
    }

    /// The place of every sheet that is read. Of two sheets for the same thing the one with the XLSForm's name is read.
    private static Map<FormSheet, Integer> sheets(XlsxWorkbook workbook, FormViolation.ViolationList violations) {
        var places = new EnumMap<FormSheet, Integer>(FormSheet.class);
        var titles = workbook.sheets();
        for (int place = 0; place < titles.size(); place++) {
            int here = place;
            FormSheet.parse(titles.get(place))
                    .filter(sheet -> !places.containsKey(sheet) || sheet.isTitle(titles.get(here)))
                    .ifPresent(sheet -> places.put(sheet, here));
        }
        for (int place = 0; place < titles.size(); place++) {
            if (!places.containsValue(place)) {
                violations.warn(WarningKind.SHEETS_IGNORED, "", 0, titles.get(place));
            }
        }
        return places;
    }

    private static List<Row> rows(
            XlsxWorkbook workbook,
            Map<FormSheet, Integer> sheets,
            FormSheet sheet,
            String language,
            FormViolation.ViolationList violations) throws IOException, XMLStreamException {
        var place = sheets.get(sheet);
        if (place != null) {
            return FormTable.read(sheet, workbook.sheet(place), language, violations);
        }
        // Without choices every list is missing, which is reported at the questions that use one.
        if (sheet == FormSheet.SURVEY) {
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

    /// What the settings state, otherwise what the upload says.
    private static String stated(
            Row settings,
            FormColumn column,
            String supplied,
            boolean isRequired,
            FormViolation.ViolationList violations) {
        var text = settings.plain(column).isEmpty() ? CellText.trim(supplied) : settings.plain(column);
        if (text.isEmpty() && isRequired) {
            violations.add(settings.number(), column, FormRule.REQUIRED);
        }
        return text;
    }

    private static String code(
            Row settings,
            String supplied,
            boolean isRequired,
            FormViolation.ViolationList violations) {
        var written = stated(settings, FormColumn.FORM_ID, supplied, isRequired, violations);
        if (written.isEmpty()) {
            return "";
        }
        if (!PlainNames.isName(written)) {
            violations.add(settings.number(), FormColumn.FORM_ID, FormRule.CODE_MALFORMED, written);
            return written;
        }
        var code = PlainNames.code(written);
        if (!code.equals(written)) {
            violations.warn(
                    WarningKind.NAME_READ_AS,
                    FormSheet.SETTINGS.title(),
                    settings.number(),
                    written + " → " + code);
        }
        return code;
    }

    /// The version, if it can be the service's own.
    private static Optional<Integer> version(Row settings, FormViolation.ViolationList violations) {
        var text = settings.plain(FormColumn.VERSION);
        if (OWN_VERSION.matcher(text).matches()) {
            return Optional.of(Integer.valueOf(text));
        }
        if (!text.isEmpty()) {
            violations.warn(WarningKind.VERSION_IGNORED, FormSheet.SETTINGS.title(), settings.number(), text);
        }
        return Optional.empty();
    }

    private static Optional<Role> role(
            Row settings,
            String supplied,
            boolean isRequired,
            FormViolation.ViolationList violations) {
        var text = stated(settings, FormColumn.ROLE, supplied, isRequired, violations);
        var role = RoleWord.parse(text);
        if (role.isEmpty() && !text.isEmpty()) {
            violations.add(settings.number(), FormColumn.ROLE, FormRule.WORD_UNKNOWN, text, "TEACHER, STUDENT");
        }
        return role;
    }
}
