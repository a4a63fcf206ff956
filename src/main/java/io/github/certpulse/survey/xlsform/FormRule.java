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
    COLUMN_MISSING("column-missing", "表头（第 1 行）缺少 %s 列", "The heading (row 1) lacks the column %s"),
    COLUMN_DUPLICATE(
            "column-duplicate",
            "表头（第 1 行）中 %s 列出现了多次",
            "The heading (row 1) has the column %s more than once"),
    COLUMN_UNKNOWN("column-unknown", "不支持 %s 列；可用的列：%s", "The column %s is not supported; possible are: %s"),

    // Cells
    CELL_TOO_LONG("cell-too-long", "单元格内容过长：不得超过 %d 个字符", "The cell is too long: at most %d characters"),
    REQUIRED("required", "不能为空", "This must be filled in"),
    NAME_MALFORMED(
            "name-malformed",
            "名称“%s”不合要求：须以字母开头，只含字母、数字和下划线，最多 32 个字符",
            "The name “%s” must begin with a letter and hold letters, digits and underscores only, at most 32"),
    CHOICE_NAME_MALFORMED(
            "choice-name-malformed",
            "选项代码“%s”不合要求：须为 1 到 8 个字母或数字",
            "The option's name “%s” must be 1 to 8 letters or digits"),
    FLAG_UNKNOWN("flag-unknown", "“%s”应为 yes 或 no", "“%s” should be yes or no"),
    NUMBER_MALFORMED("number-malformed", "“%s”应为 %d 到 %d 的整数", "“%s” should be a whole number from %d to %d"),
    WORD_UNKNOWN("word-unknown", "“%s”应为：%s", "“%s” should be one of: %s"),

    // Rows of the survey
    TYPE_UNKNOWN("type-unknown", "不支持类型“%s”；可用的类型：%s", "The type “%s” is not supported; possible are: %s"),
    LIST_UNKNOWN("list-unknown", "choices 工作表中没有选项列表“%s”", "The sheet choices has no list “%s”"),
    CELL_MISPLACED("cell-misplaced", "类型为 %s 的行不能填写此列", "A row of type %s cannot have this"),
    CONSTRAINT_UNSUPPORTED(
            "constraint-unsupported",
            "只支持 string-length(.) <= N，N 为 1 到 %d",
            "Only string-length(.) <= N is supported, N from 1 to %d"),
    GROUP_NESTED(
            "group-nested",
            "部分之内不能再有部分：请先写 end_group",
            "A group cannot stand within a group: end_group comes first"),
    GROUP_UNOPENED(
            "group-unopened",
            "没有与此 end_group 对应的 begin_group",
            "There is no begin_group to this end_group"),
    GROUP_UNCLOSED(
            "group-unclosed",
            "没有与此 begin_group 对应的 end_group",
            "There is no end_group to this begin_group"),
    GROUP_EMPTY("group-empty", "此部分中没有题目", "There is no question in this group"),
    NOTE_UNKNOWN(
            "note-unknown",
            "不支持名为“%s”的 note；可用的名称：%s",
            "A note named “%s” is not supported; possible are: %s"),
    NOTE_TWICE("note-twice", "名为 %s 的 note 出现了两次", "There are two notes named %s"),
    NOTE_MISSING("note-missing", "缺少名为 %s 的 note", "There is no note named %s"),
    QUESTIONS_MISSING("questions-missing", "没有任何题目", "There is no question"),
    QUESTIONS_TOO_MANY("questions-too-many", "题目过多：最多 %d 题", "Too many questions: at most %d"),

    NEVER_ASKED("never-asked", "永远不问的题目请删除", "A question that is never asked should be deleted"),

    // Choices
    CHOICE_TWICE("choice-twice", "列表 %s 中选项 %s 已在第 %d 行出现", "The list %s has option %s in row %d already"),

    // Settings
    SETTINGS_TWICE("settings-twice", "settings 工作表只能有一行内容", "The sheet settings has one row only"),
    CODE_MALFORMED(
            "code-malformed",
            "问卷代码“%s”不合要求：须为小写字母、数字和连字符，最多 64 个字符",
            "The form_id “%s” must be small letters, digits and hyphens, at most 64"),
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
