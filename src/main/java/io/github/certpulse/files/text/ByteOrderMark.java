package io.github.certpulse.files.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;

/// The byte order mark at the beginning of a text in UTF-8, from which Excel, SPSS and Windows detect the encoding.
public final class ByteOrderMark {
    private static final String MARK = "\uFEFF";

    private ByteOrderMark() {}

    /// @param out writes UTF-8
    public static void write(Writer out) throws IOException {
        out.write(MARK);
    }

    public static void write(OutputStream out) throws IOException {
        out.write(MARK.getBytes(UTF_8));
    }

    /// The bytes of a file: the mark, then the text.
    public static byte[] before(String text) {
        return (MARK + text).getBytes(UTF_8);
    }

    /// The text without the mark; unchanged where there is none.
    public static String removedFrom(String text) {
        return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    }
}
