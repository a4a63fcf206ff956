package io.github.certpulse.survey.roster;

import io.github.certpulse.files.text.CellText;
import io.github.certpulse.survey.rosterwords.LevelWord;
import io.github.certpulse.survey.rosterwords.TypedNumber;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;

/// One cell of a data row: its normalised value, or its first violation.
sealed interface RosterCell {
    /// Trimmed and on one line; a level in its short form, a number in plain digits.
    record Valid(String value) implements RosterCell {}

    record Invalid(RosterViolation violation) implements RosterCell {}

    /// The texts that a spreadsheet saves when a formula fails.
    Set<String> FORMULA_ERRORS = Set.of("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!");

    /// Control characters, format characters (which could reverse a name), unpaired surrogates.
    Set<Byte> ILLEGAL_TYPES = Set.of(Character.CONTROL, Character.FORMAT, Character.SURROGATE);

    /// Dates and times of day as spreadsheets and people write them.
    Pattern DATE = Pattern.compile(
            String.join(
                    "|",
                    "\\d{4}[-/年]\\d{1,2}([-/月](\\d{1,2}日?)?)?(\\s.*)?",
                    "\\d{4}\\.\\d{1,2}\\.\\d{1,2}",
                    "\\d{1,2}[-/]\\d{1,2}[-/]\\d{2,4}",
                    "\\d{1,2}月\\d{1,2}日?",
                    "\\d{1,2}:\\d{2}(:\\d{2})?"));

    BigDecimal MAX_STUDENTS = BigDecimal.valueOf(RosterLimits.MAX_REGISTERED_STUDENTS);

    static RosterCell read(int row, RosterColumn column, String raw) {
        if (raw.length() > RosterLimits.MAX_CELL_CHARACTERS) {
            return new Invalid(RosterRule.CELL_TOO_LONG.at(row, column, RosterLimits.MAX_CELL_CHARACTERS));
        }
        var value = CellText.oneLine(raw);
        if (value.codePoints().anyMatch(RosterCell::isIllegal)) {
            return new Invalid(RosterRule.ILLEGAL_CHARACTER.at(row, column));
        }
        if (value.isEmpty() && column.required()) {
            return new Invalid(RosterRule.REQUIRED.at(row, column));
        }
        if (value.codePointCount(0, value.length()) > column.maxCharacters()) {
            return new Invalid(RosterRule.TOO_LONG.at(row, column, column.maxCharacters()));
        }
        if (FORMULA_ERRORS.contains(value)) {
            return new Invalid(RosterRule.FORMULA_ERROR.at(row, column));
        }
        return switch (column) {
            case LEVEL -> level(row, value);
            case REGISTERED_STUDENTS -> students(row, value);
            case SCHOOL, CITY, ROUTE, ADDRESS, CERTIFICATE, CERTIFICATE_LEVEL -> new Valid(value);
        };
    }

    /// The letters of a column by its position; 0 is `A`.
    static String letters(int position) {
        var letters = new StringBuilder();
        for (int rest = position; rest >= 0; rest = rest / 26 - 1) {
            letters.append((char) ('A' + rest % 26));
        }
        return letters.reverse().toString();
    }

    private static RosterCell level(int row, String value) {
        return LevelWord.parse(value)
                .<RosterCell>map(word -> new Valid(word.level()))
                .orElseGet(() -> new Invalid(RosterRule.LEVEL_UNKNOWN.at(row, RosterColumn.LEVEL)));
    }

    private static RosterCell students(int row, String value) {
        if (DATE.matcher(TypedNumber.narrow(value)).matches()) {
            return new Invalid(RosterRule.DATE_FOR_NUMBER.at(row, RosterColumn.REGISTERED_STUDENTS, value));
        }
        var number = TypedNumber.parse(value);
        if (number.isEmpty()) {
            return new Invalid(RosterRule.NOT_A_NUMBER.at(row, RosterColumn.REGISTERED_STUDENTS));
        }
        if (number.get().signum() < 0 || number.get().compareTo(MAX_STUDENTS) > 0) {
            return new Invalid(
                    RosterRule.OUT_OF_RANGE
                            .at(row, RosterColumn.REGISTERED_STUDENTS, RosterLimits.MAX_REGISTERED_STUDENTS));
        }
        return new Valid(number.get().toPlainString());
    }

    private static boolean isIllegal(int codePoint) {
        return ILLEGAL_TYPES.contains((byte) Character.getType(codePoint));
    }
}
