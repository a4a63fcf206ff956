package io.github.certpulse.access.account;

import io.github.certpulse.access.account.SchoolAccounts.FirstSignIn;
import io.github.certpulse.files.csv.CsvFile;
import io.github.certpulse.files.workbook.ListSheet;
import io.github.certpulse.files.workbook.ListSheet.Column;
import io.github.certpulse.files.workbook.ListSheet.HeadingStyle;
import io.github.certpulse.files.workbook.NewWorkbook;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes lists of first passwords as files, for the people who distribute them.
public final class FirstSignIns {
    private static final List<Column> COLUMNS =
            List.of(new Column("school", 36), new Column("username", 14), new Column("password", 20));

    private FirstSignIns() {}

    /// CSV in UTF-8 with a byte order mark, so that Excel reads the Chinese names.
    public static byte[] csv(List<FirstSignIn> signIns) {
        var text = new StringWriter();
        var csv = CsvFile.forExcel(text);
        csv.line(COLUMNS.stream().map(Column::heading).toList());
        signIns.forEach(signIn -> csv.line(signIn.school(), signIn.username(), signIn.password()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// A workbook with the same columns.
    public static byte[] xlsx(List<FirstSignIn> signIns) {
        return NewWorkbook.bytes(workbook -> {
            var sheet = new ListSheet(workbook, "accounts", COLUMNS, HeadingStyle.PLAIN);
            signIns.forEach(signIn -> sheet.add(List.of(signIn.school(), signIn.username(), signIn.password())));
        });
    }
}
