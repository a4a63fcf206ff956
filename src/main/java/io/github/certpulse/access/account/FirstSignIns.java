package io.github.certpulse.access.account;

import io.github.certpulse.access.account.SchoolAccounts.FirstSignIn;
import io.github.certpulse.files.csv.CsvFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

/// Lists of first passwords as files, for whoever hands them out.
public final class FirstSignIns {
    private static final List<String> HEADINGS = List.of("school", "username", "password");

    private FirstSignIns() {}

    /// UTF-8 with a byte order mark, so that Excel reads the Chinese names.
    public static byte[] csv(List<FirstSignIn> signIns) {
        var text = new StringWriter();
        var csv = CsvFile.forExcel(text);
        csv.line(HEADINGS);
        signIns.forEach(signIn -> csv.line(signIn.school(), signIn.username(), signIn.password()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// A workbook with the same columns.
    public static byte[] xlsx(List<FirstSignIn> signIns) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "CertPulse", "1.0")) {
            var sheet = workbook.newWorksheet("accounts");
            for (var column = 0; column < HEADINGS.size(); column++) {
                sheet.value(0, column, HEADINGS.get(column));
            }
            sheet.freezePane(0, 1);
            for (var row = 0; row < signIns.size(); row++) {
                sheet.value(row + 1, 0, signIns.get(row).school());
                sheet.value(row + 1, 1, signIns.get(row).username());
                sheet.value(row + 1, 2, signIns.get(row).password());
            }
            sheet.width(0, 36);
            sheet.width(1, 14);
            sheet.width(2, 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
