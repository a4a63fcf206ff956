package io.github.certpulse.survey.form;

import io.github.certpulse.files.xlsx.XlsxLimits;
import io.github.certpulse.survey.questionnaire.Question;

/// Limits for reading a questionnaire from a workbook, and for its length. The official questionnaires have about 20
/// questions and 5,000 characters.
public final class FormLimits {

    /// For the file, and for its unpacked content.
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    /// Excel's own limit, because conditions can be long.
    public static final int MAX_CELL_CHARACTERS = 32_767;

    public static final XlsxLimits WORKBOOK = new XlsxLimits(MAX_BYTES, MAX_CELL_CHARACTERS);

    /// For one sheet, with the heading and blank rows.
    public static final int MAX_ROWS = 10_000;

    /// For one sheet, and for the questionnaire, in which a list of options counts once for every question that uses
    /// it.
    public static final int MAX_CHARACTERS = 500_000;

    /// With [Question#MAX_OPTIONS] options each, they still fit into the 16,384 columns of a sheet.
    public static final int MAX_QUESTIONS = 200;

    public static final int MAX_VIOLATIONS = 1_000;

    private FormLimits() {}
}
