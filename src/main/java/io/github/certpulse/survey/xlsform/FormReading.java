package io.github.certpulse.survey.xlsform;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Definition;
import java.util.List;
import java.util.stream.Collectors;

/// The result of reading a workbook: a whole questionnaire or none.
public sealed interface FormReading {

    /// A valid definition.
    ///
    /// @param versionStated whether the settings state a version that can be the service's own; otherwise the
    ///                      definition's version is 1
    /// @param settingsRow   the row of the settings, for violations that are found later
    /// @param warnings      what was left out or read otherwise than it was written
    record Readable(Definition definition, boolean versionStated, int settingsRow, List<Warning> warnings)
            implements FormReading {
        public Readable {
            warnings = List.copyOf(warnings);
        }
    }

    /// All violations, by sheet and row; at most 1,000. If there are more, the last one is `more-faults`.
    record Invalid(List<FormViolation> violations) implements FormReading {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }

    /// A decision of the reader that the form's author should know about; not a violation.
    ///
    /// @param code  stable and in kebab case
    /// @param sheet as the service calls it; empty for the whole file
    /// @param rows  as spreadsheets count rows, from 1
    /// @param names the columns, sheets, types or names concerned
    record Warning(String code, String sheet, List<Integer> rows, List<String> names, Words message) {
        public Warning {
            rows = List.copyOf(rows);
            names = List.copyOf(names);
        }
    }

    /// What the reader warns of, with codes and messages. Values: the sheet, the rows and the names, each in Chinese
    /// and in English.
    enum WarningKind {
        SHEETS_IGNORED("sheets-ignored", "没有读取的工作表：%5$s", "Sheets that were not read: %6$s"),
        HEADING_BELOW("heading-below", "%1$s：表头在第 %3$s 行", "%1$s: the heading is in row %4$s"),
        COLUMNS_IGNORED("columns-ignored", "%1$s：没有读取的列：%5$s", "%1$s: columns that were not read: %6$s"),
        LANGUAGES_IGNORED(
                "languages-ignored",
                "%1$s：只读取一种语言，没有读取：%5$s",
                "%1$s: one language is read; not read: %6$s"),
        HIDDEN_ROWS(
                "hidden-rows",
                "%1$s：第 %3$s 行在表格中被隐藏，没有读取",
                "%1$s: not read, because the sheet hides them: rows %4$s"),
        COMMENT_ROWS("comment-rows", "%1$s：第 %3$s 行当作注释，没有读取", "%1$s: read as comments: rows %4$s"),
        CELLS_IGNORED(
                "cells-ignored",
                "%1$s：第 %3$s 行不是题目，没有读取其 %5$s",
                "%1$s: rows %4$s are no questions; not read there: %6$s"),
        NOT_COLLECTED(
                "not-collected",
                "%1$s：第 %3$s 行：不采集 %5$s，已略去",
                "%1$s: rows %4$s: %6$s is not collected and was left out"),
        GROUP_EMPTY("group-empty", "%1$s：第 %3$s 行的部分中没有题目，已略去", "%1$s: no question in the groups of rows %4$s"),
        NOTE_LEFT_OUT(
                "note-left-out",
                "%1$s：第 %3$s 行的 note 有自己的显示条件，已略去",
                "%1$s: the notes of rows %4$s have a relevant of their own and were left out"),
        NOTE_DEFAULT(
                "note-default",
                "%1$s：没有名为 %5$s 的 note，使用通用文字",
                "%1$s: there is no note named %6$s; the usual words are used"),
        NAME_READ_AS("value-read-as", "%1$s：名称改写：%5$s", "%1$s: names that were read as others: %6$s"),
        VERSION_IGNORED(
                "version-ignored",
                "%1$s：版本“%5$s”只当作说明，版本号由本系统编排",
                "%1$s: the version “%6$s” is only a remark; the service counts versions itself");

        private static final int MAX_LISTED = 20;

        private final String code;
        private final Words words;

        WarningKind(String code, String zh, String en) {
            this.code = code;
            this.words = new Words(zh, en);
        }

        Warning of(String sheet, List<Integer> rows, List<String> names) {
            return new Warning(
                    code,
                    sheet,
                    rows,
                    names,
                    words.with(
                            sheet,
                            sheet,
                            listed(rows, "、", " 等"),
                            listed(rows, ", ", " and others"),
                            listed(names, "、", " 等"),
                            listed(names, ", ", " and others")));
        }

        /// The first values, in a message.
        static String listed(List<?> values, String separator, String more) {
            return values.stream()
                    .limit(MAX_LISTED)
                    .map(value -> String.valueOf(FormRule.quoted(value)))
                    .collect(Collectors.joining(separator))
                    + (values.size() > MAX_LISTED ? more : "");
        }
    }
}
