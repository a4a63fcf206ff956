package io.github.certpulse.survey.roster;

import io.github.certpulse.platform.problem.Words;

/// The rules for roster files, with the codes and messages of their violations.
enum RosterRule {
    // The file
    EMPTY("empty", "名单中没有任何数据", "The roster holds no data"),
    ALL_HIDDEN(
            "empty",
            "名单中的数据行都被隐藏，没有可导入的内容：请取消隐藏或筛选",
            "Every row of the roster is hidden: please show those that are meant"),
    FORMAT_UNSUPPORTED(
            "format-unsupported",
            "无法读取该文件：请在 Excel 或 WPS 中另存为未加密的 .xlsx 工作簿，或 CSV 文件",
            "The file cannot be read: please save it as a workbook (.xlsx) without a password, or as CSV"),
    HTML_FILE(
            "format-unsupported",
            "这是网页（HTML）文件，不是 Excel 工作簿，尽管文件名可能是 .xls：请在 Excel 或 WPS 中打开，另存为 .xlsx",
            "This is a web page (HTML) and no workbook, even if its name says .xls: "
                    + "please open it in Excel or WPS and save it as .xlsx"),
    XML_FILE(
            "format-unsupported",
            "这是 XML 文件，不是 Excel 工作簿，尽管文件名可能是 .xls：请在 Excel 或 WPS 中打开，另存为 .xlsx",
            "This is an XML file and no workbook, even if its name says .xls: "
                    + "please open it in Excel or WPS and save it as .xlsx"),
    OLD_OFFICE_FILE(
            "format-unsupported",
            "这是旧格式的文件（Excel 97-2003 的 .xls 或 WPS 的 .et）：请在 Excel 或 WPS 中打开，另存为 .xlsx",
            "This is a file in an old format (.xls of Excel 97-2003, or .et of WPS): "
                    + "please open it in Excel or WPS and save it as .xlsx"),
    ENCRYPTED_FILE(
            "format-unsupported",
            "这个工作簿设有密码，无法读取：请在 Excel 或 WPS 中打开，取消密码后另存为 .xlsx",
            "This workbook has a password and cannot be read: "
                    + "please open it in Excel or WPS, remove the password and save it as .xlsx"),
    NUMBERS_FILE(
            "format-unsupported",
            "这是 Apple Numbers 的文件（.numbers）：请在 Numbers 中选择“文件 → 导出为 → Excel”，存为 .xlsx",
            "This is a file of Apple Numbers (.numbers): "
                    + "please choose File → Export To → Excel in Numbers and save it as .xlsx"),
    OPEN_DOCUMENT_FILE(
            "format-unsupported",
            "这是 OpenDocument 文件（.ods）：请在 LibreOffice、Excel 或 WPS 中打开，另存为 .xlsx",
            "This is an OpenDocument file (.ods): please open it in LibreOffice, Excel or WPS and save it as .xlsx"),
    BINARY_WORKBOOK_FILE(
            "format-unsupported",
            "这是 Excel 二进制工作簿（.xlsb）：请在 Excel 中打开，另存为 .xlsx",
            "This is a binary workbook (.xlsb): please open it in Excel and save it as .xlsx"),
    WORD_FILE(
            "format-unsupported",
            "这是 Word 文档：请把表格复制到 Excel 或 WPS 表格中，存为 .xlsx",
            "This is a Word document: please copy the table into Excel or WPS and save it as .xlsx"),
    PDF_FILE(
            "format-unsupported",
            "这是 PDF 文件：请用制作它的 Excel 或 WPS 表格，另存为 .xlsx",
            "This is a PDF file: please take the workbook from which it was made and save it as .xlsx"),
    ENCODING_UNKNOWN(
            "encoding-unknown",
            "无法识别文件的编码：请另存为 UTF-8 编码的 CSV 文件，或 .xlsx 工作簿",
            "The file's encoding is not known: please save it as CSV in UTF-8 or as a workbook (.xlsx)"),
    CSV_MALFORMED(
            "csv-malformed",
            "从该行起无法按 CSV 读取：引号不成对，或列数过多",
            "From this row on this is no CSV: quotation marks do not match, or there are too many columns"),
    FILE_TOO_LARGE(
            "file-too-large",
            "文件过大：（解压后）不得超过 20 MB",
            "The file is too large: at most 20 MB, once unpacked"),
    TOO_MANY_ENTRIES(
            "too-many-entries",
            "该工作簿的组成部分过多，请只保留名单工作表",
            "The workbook has too many parts; please keep the roster's sheet only"),
    TOO_MANY_ROWS(
            "too-many-rows",
            "行数过多：表头以下不得超过 %d 行数据",
            "Too many rows: at most %d below the heading"),
    MORE_VIOLATIONS(
            "more-faults",
            "错误过多，其余未列出；请先改正以上错误",
            "There are more faults than are listed here; please correct these first"),

    // The heading
    COLUMN_MISSING(
            "column-missing",
            "表头（第 %3$d 行）缺少“%1$s”（%2$s）列",
            "The heading (row %3$d) lacks the column %2$s (%1$s)"),
    COLUMN_DUPLICATE(
            "column-duplicate",
            "表头（第 %3$d 行）中“%1$s”（%2$s）列出现了多次",
            "The heading (row %3$d) has the column %2$s (%1$s) more than once"),

    // A cell
    CELL_TOO_LONG("cell-too-long", "单元格内容过长：不得超过 %d 个字符", "The cell is too long: at most %d characters"),
    ILLEGAL_CHARACTER(
            "illegal-character",
            "含有控制字符或其他不可见字符",
            "There is a control character or another invisible one"),
    REQUIRED("required", "不能为空", "This must be filled in"),
    TOO_LONG("too-long", "内容过长：不得超过 %d 个字", "This is too long: at most %d characters"),
    FORMULA_ERROR("formula-error", "公式出错，没有得到值", "The formula ended in an error"),
    LEVEL_UNKNOWN("level-unknown", "应为本科、高职、中职或开放大学", "This should be 本科, 高职, 中职 or 开放大学"),
    NOT_A_NUMBER("not-a-number", "应为整数", "This should be a whole number"),
    DATE_FOR_NUMBER(
            "not-a-number",
            "应为整数，这里却是日期“%s”：请把单元格格式改为“常规”，再填写人数",
            "This should be a whole number, but is the date “%s”: please set the format to General and enter it again"),
    OUT_OF_RANGE("out-of-range", "应在 0 到 %d 之间", "This should be between 0 and %d"),

    // Rows against each other
    DUPLICATE("duplicate", "该校的这个证书已在第 %d 行出现", "Row %d has this school and certificate already"),
    SCHOOL_INCONSISTENT(
            "school-inconsistent",
            "与该校在第 %d 行的内容不一致",
            "This differs from what row %d says about the school");

    private final String code;
    private final Words words;

    RosterRule(String code, String zh, String en) {
        this.code = code;
        this.words = new Words(zh, en);
    }

    /// A violation of the whole file.
    RosterViolation ofFile() {
        return at(1, "");
    }

    RosterViolation at(int row, RosterColumn column, Object... values) {
        return at(row, column.english(), values);
    }

    RosterViolation at(int row, String column, Object... values) {
        return new RosterViolation(row, column, code, values.length == 0 ? words : words.with(values));
    }
}
