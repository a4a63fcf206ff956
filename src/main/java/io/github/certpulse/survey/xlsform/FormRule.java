package io.github.certpulse.survey.xlsform;

import io.github.certpulse.platform.problem.Words;
import java.util.Arrays;

/// The rules for workbooks, with the codes and messages of their violations. See also the rules
/// [for expressions][io.github.certpulse.survey.expression.ExpressionRule] and
/// [between questions][io.github.certpulse.survey.definition.DefinitionCheck].
public enum FormRule {
    // The file and its sheets
    FORMAT_UNSUPPORTED(
            "format-unsupported",
            "无法读取该文件：请在 Excel 或 WPS 中另存为未加密的 .xlsx 工作簿",
            "The file cannot be read: please save it as a workbook (.xlsx) without a password"),
    FILE_TOO_LARGE(
            "file-too-large",
            "文件过大：（解压后）不得超过 %d MB",
            "The file is too large: at most %d MB, once unpacked"),
    TOO_MANY_ENTRIES("too-many-entries", "该工作簿的组成部分过多", "The workbook has too many parts"),
    SHEET_MISSING("sheet-missing", "缺少工作表 %s", "The sheet %s is missing"),
    TOO_MANY_ROWS(
            "too-many-rows",
            "行数过多：空行在内不得超过 %d 行",
            "Too many rows: at most %d, blank ones included"),
    TOO_MUCH_TEXT("too-much-text", "文字过多：不得超过 %d 个字符", "Too much text: at most %d characters"),
    MORE_VIOLATIONS(
            "more-faults",
            "错误过多，其余未列出；请先改正以上错误",
            "There are more faults than are listed here; please correct these first"),

    // Headings
    COLUMN_MISSING("column-missing", "表头（第 %d 行）缺少 %s 列", "The heading (row %d) lacks the column %s"),
    COLUMN_DUPLICATE(
            "column-duplicate",
            "表头（第 %d 行）中 %s 列出现了多次",
            "The heading (row %d) has the column %s more than once"),
    COLUMN_UNSUPPORTED(
            "column-unsupported",
            "第 %2$s 行：不支持 %1$s",
            "Rows %3$s: the column %1$s is not supported"),

    // Cells
    CELL_TOO_LONG("cell-too-long", "单元格内容过长：不得超过 %d 个字符", "The cell is too long: at most %d characters"),
    REQUIRED("required", "不能为空", "This must be filled in"),
    NAME_MALFORMED(
            "name-malformed",
            "名称“%s”不合要求：须以文字、数字或下划线开头，只含文字、数字、“_”、“-”和“.”，最多 64 个字符",
            "The name “%s” must begin with a letter, digit or _ and hold letters, digits, _, - and . only, at most 64"),
    CHOICE_NAME_MALFORMED(
            "choice-name-malformed",
            "选项代码“%s”不合要求：只能含文字、数字、“_”、“-”和“.”，最多 64 个字符，不能有空格",
            "The option's name “%s” must hold letters, digits, _, - and . only, at most 64, and no blanks"),
    FLAG_UNKNOWN("flag-unknown", "“%s”应为 yes 或 no", "“%s” should be yes or no"),
    NUMBER_MALFORMED("number-malformed", "“%s”应为 %d 到 %d 的整数", "“%s” should be a whole number from %d to %d"),
    WORD_UNKNOWN("word-unknown", "“%s”应为：%s", "“%s” should be one of: %s"),

    // Rows of the survey
    TYPE_UNKNOWN(
            "type-unknown",
            "第 %2$s 行：没有类型“%1$s”；可用的类型：select_one 列表、select_multiple 列表、text、note、begin_group、end_group",
            "Rows %3$s: there is no type “%1$s”; possible are select_one LIST, select_multiple LIST, text, note, "
                    + "begin_group, end_group"),
    TYPE_UNSUPPORTED(
            "type-unsupported",
            "第 %2$s 行：不支持类型 %1$s",
            "Rows %3$s: the type %1$s is not supported"),
    NOT_COLLECTED_USED(
            "not-collected-used",
            "第 %2$s 行的条件用到 %1$s，而本系统不采集它",
            "The conditions of rows %3$s use %1$s, which is not collected"),
    LIST_MISSING(
            "list-missing",
            "请在类型之后写明选项列表，如 select_one 列表名",
            "The list of options must follow the type, as in select_one LIST"),
    LIST_UNKNOWN("list-unknown", "choices 工作表中没有选项列表“%s”", "The sheet choices has no list “%s”"),
    CELL_MISPLACED("cell-misplaced", "类型为 %s 的行不能填写此列", "A row of type %s cannot have this"),
    CONSTRAINT_UNSUPPORTED(
            "constraint-unsupported",
            "第 %2$s 行：只支持文字长度的限制 string-length(.) <= N，N 为 1 到 1000",
            "Rows %3$s: only string-length(.) <= N is supported, N from 1 to 1000"),
    GROUP_UNOPENED(
            "group-unopened",
            "没有与此 end_group 对应的 begin_group",
            "There is no begin_group to this end_group"),
    GROUP_UNCLOSED(
            "group-unclosed",
            "没有与此 begin_group 对应的 end_group",
            "There is no end_group to this begin_group"),
    NOTE_TWICE("note-twice", "名为 %s 的 note 出现了两次", "There are two notes named %s"),
    QUESTIONS_MISSING("questions-missing", "没有任何题目", "There is no question"),
    QUESTIONS_TOO_MANY("questions-too-many", "题目过多：最多 %d 题", "Too many questions: at most %d"),

    NEVER_ASKED("never-asked", "永远不问的题目请删除", "A question that is never asked should be deleted"),

    // Choices
    CHOICE_TWICE("choice-twice", "列表 %s 中选项 %s 已在第 %d 行出现", "The list %s has option %s in row %d already"),

    // Settings
    SETTINGS_MISSING(
            "sheet-missing",
            "没有 settings 工作表：请在其中写明 form_title、form_id 和 role，或在上传时填写标题、代码和对象",
            "There is no sheet settings: please state form_title, form_id and role there, or title, code and role "
                    + "with the upload"),
    SETTINGS_TWICE("settings-twice", "settings 工作表只能有一行内容", "The sheet settings has one row only"),
    CODE_MALFORMED(
            "code-malformed",
            "问卷代码“%s”不合要求：须以文字或数字开头，只含文字、数字、“_”、“-”和“.”，最多 64 个字符",
            "The form_id “%s” must hold letters, digits, _, - and . only, at most 64"),
    VERSION_NOT_NEXT("version-not-next", "版本应为 %d，或留空", "The version should be %d, or left out"),
    VERSION_TAKEN(
            "version-taken",
            "刚刚有人发布了版本 %d，请查看后重新上传",
            "Somebody has just published version %d; please look at it and upload again"),
    ROLE_CHANGED(
            "role-changed",
            "该问卷以前的版本面向 %s，不能改变",
            "Earlier versions of this questionnaire are for %s, which cannot change"),
    UNCHANGED(
            "unchanged",
            "内容与现有版本 %d 相同，没有可发布的更改",
            "This says the same as version %d; there is nothing to publish");

    private static final int MAX_QUOTE_LENGTH = 120;

    private final String code;
    private final Words words;

    FormRule(String code, String zh, String en) {
        this.code = code;
        this.words = new Words(zh, en);
    }

    /// A violation of the whole file.
    FormViolation ofFile(Object... values) {
        return at("", 1, "", values);
    }

    FormViolation at(int row, FormColumn column, Object... values) {
        return at(column.sheet().title(), row, column.heading(), values);
    }

    /// @param values for the placeholders of the message; the author's texts are shortened
    public FormViolation at(String sheet, int row, String column, Object... values) {
        return new FormViolation(
                sheet,
                row,
                quoted(column).toString(),
                code,
                words.with(Arrays.stream(values).map(FormRule::quoted).toArray()));
    }

    /// A value for a message; long texts are shortened.
    static Object quoted(Object value) {
        return value instanceof String text && text.length() > MAX_QUOTE_LENGTH
                ? text.substring(0, MAX_QUOTE_LENGTH) + "…"
                : value;
    }
}
