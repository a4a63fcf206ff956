package io.github.certpulse.output.export;

import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// A file that is written while it is sent.
///
/// @param name        the file's plain name in ASCII: `responses.csv`
/// @param shownName   the name it is kept under, of any letters
/// @param contentType its media type
/// @param writing     writes the file
public record Download(String name, String shownName, String contentType, Writing writing) {

    /// Writes a file from the beginning to the end.
    @FunctionalInterface
    public interface Writing {
        /// Whatever is thrown breaks the transfer off, so that the client knows it has not got all.
        ///
        /// @param out      hands on what is flushed at once, and waits while the client is slow
        /// @param transfer is told how many rows are written
        void to(OutputStream out, Transfer transfer) throws Exception;
    }

    /// The value of `Content-Disposition`: the shown name by RFC 5987, the plain one for whoever does not know that
    /// (RFC 6266).
    public String disposition() {
        return disposition("attachment", name, shownName);
    }

    /// The same for any file, whether it is to be kept (`attachment`) or shown (`inline`).
    public static String disposition(String manner, String name, String shownName) {
        var safe = shownName.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
        return "%s; filename=\"%s\"; filename*=UTF-8''%s".formatted(
                manner,
                name,
                URLEncoder.encode(safe, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A"));
    }
}
