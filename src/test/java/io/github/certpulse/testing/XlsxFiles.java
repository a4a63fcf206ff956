package io.github.certpulse.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Makes workbooks, and archives that only look like workbooks.
public final class XlsxFiles {
    private static final int MEGABYTE = 1024 * 1024;

    private XlsxFiles() {}

    /// A workbook with these rows, by sheet; numbers and booleans become cells of these types.
    public static byte[] workbook(Map<String, List<List<Object>>> sheets) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "CertPulse", "1.0")) {
            sheets.forEach((name, rows) -> fill(workbook.newWorksheet(name), rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void fill(Worksheet sheet, List<List<Object>> rows) {
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                switch (rows.get(row).get(column)) {
                    case Number number -> sheet.value(row, column, number);
                    case Boolean truth -> sheet.value(row, column, truth);
                    case Object text -> sheet.value(row, column, text.toString());
                }
            }
        }
    }

    /// A ZIP archive with these parts, by name.
    public static byte[] zip(Map<String, byte[]> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// A ZIP archive of a megabyte that inflates to a gigabyte.
    public static byte[] gigabyteOfZeros() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            var megabyte = new byte[MEGABYTE];
            for (int i = 0; i < 1024; i++) {
                zip.write(megabyte);
            }
        }
        return bytes.toByteArray();
    }
}
