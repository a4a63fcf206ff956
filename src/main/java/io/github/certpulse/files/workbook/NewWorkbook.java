package io.github.certpulse.files.workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.dhatim.fastexcel.Workbook;

/// Creates all workbooks that the service writes; their metadata name CertPulse as the application.
public final class NewWorkbook {
    private NewWorkbook() {}

    /// Writes the sheets of a workbook.
    public interface WorkbookWriter {
        void writeTo(Workbook workbook) throws IOException;
    }

    /// A workbook that is written to a stream while it is filled. Closing or finishing it writes the rest and leaves
    /// the stream open.
    public static Workbook begin(OutputStream out) {
        return new Workbook(out, "CertPulse", "1.0");
    }

    /// A workbook in memory.
    public static byte[] bytes(WorkbookWriter content) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = begin(bytes)) {
            content.writeTo(workbook);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
