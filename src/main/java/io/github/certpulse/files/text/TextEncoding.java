package io.github.certpulse.files.text;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.stream.Stream;

/// The encodings in which spreadsheets in China save text: UTF-8, UTF-16 ("Unicode text") and GB18030.
public final class TextEncoding {
    private static final Charset GB18030 = Charset.forName("GB18030");
    /// A text without a byte order mark is UTF-16 if it has so many letters, digits, separators or line breaks of ASCII
    /// with a zero beside them, and few with a zero at the other side.
    private static final int MIN_PAIRS = 8;
    private static final int CLEAR_RATIO = 4;

    private TextEncoding() {}

    /// The text of a file without its byte order mark; empty where it is malformed in every encoding. UTF-8 comes
    /// before GB18030, in which almost any bytes are valid.
    public static Optional<String> decode(byte[] file) {
        return utf16(file).map(charset -> decode(file, charset))
                .orElseGet(
                        () -> Stream.of(UTF_8, GB18030)
                                .flatMap(charset -> decode(file, charset).stream())
                                .findFirst())
                .map(ByteOrderMark::removedFrom);
    }

    private static Optional<Charset> utf16(byte[] file) {
        if (startsWith(file, 0xFF, 0xFE)) {
            return Optional.of(UTF_16LE);
        }
        if (startsWith(file, 0xFE, 0xFF)) {
            return Optional.of(UTF_16BE);
        }
        if (file.length % 2 != 0) {
            return Optional.empty();
        }
        int little = 0;
        int big = 0;
        for (int i = 0; i < file.length; i += 2) {
            if (file[i + 1] == 0 && isAscii(file[i])) {
                little++;
            } else if (file[i] == 0 && isAscii(file[i + 1])) {
                big++;
            }
        }
        if (little >= MIN_PAIRS && little / CLEAR_RATIO >= big) {
            return Optional.of(UTF_16LE);
        }
        return big >= MIN_PAIRS && big / CLEAR_RATIO >= little ? Optional.of(UTF_16BE) : Optional.empty();
    }

    private static boolean isAscii(byte character) {
        return character >= ' ' || character >= '\t' && character <= '\r';
    }

    private static boolean startsWith(byte[] file, int first, int second) {
        return file.length >= 2 && (file[0] & 0xFF) == first && (file[1] & 0xFF) == second;
    }

    private static Optional<String> decode(byte[] file, Charset charset) {
        try {
            // A new decoder reports malformed bytes; the constructor of String would replace them by U+FFFD.
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(file)).toString());
        } catch (CharacterCodingException otherCharset) {
            return Optional.empty();
        }
    }
}
