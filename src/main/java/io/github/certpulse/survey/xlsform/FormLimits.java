package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.files.xlsx.XlsxLimits;

/// What reading a questionnaire from a workbook may cost, and how long a questionnaire may be. The official ones have
/// some 20 questions and 5,000 characters.
public final class FormLimits {

    /// Of the file itself, and of what it inflates to.
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    /// As many as Excel allows: long conditions need them.
    static final int MAX_CELL_CHARACTERS = 32_767;

    static final XlsxLimits WORKBOOK = new XlsxLimits(MAX_BYTES, MAX_CELL_CHARACTERS);

    /// Of one sheet, the heading and blank ones included.
    static final int MAX_ROWS = 10_000;

    /// Of one sheet; and of the questionnaire, where a list of options counts at every question that uses it.
    static final int MAX_CHARACTERS = 500_000;

    /// With [Question#MAX_OPTIONS] options each, their columns still fit into a sheet of 16,384.
    static final int MAX_QUESTIONS = 200;

    static final int MAX_VIOLATIONS = 1_000;

    private FormLimits() {}
}
