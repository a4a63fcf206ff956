package io.github.certpulse.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// An answer of HTTP/1.1 with a `Content-Length`, or without a body.
final class HttpAnswer implements AnswerReader {
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(UTF_8);
    private static final int LOWER_CASE = 0x20;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int IN_HEADERS = -1;
    private final int expected;
    private int bodyLeft = IN_HEADERS;

    HttpAnswer(int expected) {
        this.expected = expected;
    }

    @Override
    public boolean read(ByteBuffer buffer) {
        if (bodyLeft == IN_HEADERS) {
            var end = endOfHeaders(buffer);
            if (end < 0) {
                return false;
            }
            bodyLeft = readHeaders(buffer, end);
            buffer.position(end);
        }
        var body = Math.min(bodyLeft, buffer.remaining());
        buffer.position(buffer.position() + body);
        bodyLeft -= body;
        if (bodyLeft > 0) {
            return false;
        }
        bodyLeft = IN_HEADERS;
        return true;
    }

    /// The index after the empty line; -1 where it has not come yet.
    private static int endOfHeaders(ByteBuffer buffer) {
        for (var i = buffer.position() + 3; i < buffer.limit(); i++) {
            if (buffer.get(i) == '\n' && buffer.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /// Returns the body's length.
    private int readHeaders(ByteBuffer buffer, int end) {
        var status = number(buffer, buffer.position() + STATUS_AT);
        if (status != expected) {
            throw new IllegalStateException("%d instead of %d: %s".formatted(status, expected, text(buffer)));
        }
        if (status == NOT_MODIFIED || status == NO_CONTENT) {
            return 0;
        }
        for (var i = buffer.position(); i < end; i++) {
            if (buffer.get(i) == '\n' && isContentLength(buffer, i + 1, end)) {
                return number(buffer, i + 1 + CONTENT_LENGTH.length);
            }
        }
        throw new IllegalStateException("no Content-Length: " + text(buffer));
    }

    private static boolean isContentLength(ByteBuffer buffer, int start, int end) {
        if (end - start < CONTENT_LENGTH.length) {
            return false;
        }
        for (var i = 0; i < CONTENT_LENGTH.length; i++) {
            if ((buffer.get(start + i) | LOWER_CASE) != (CONTENT_LENGTH[i] | LOWER_CASE)) {
                return false;
            }
        }
        return true;
    }

    private static int number(ByteBuffer buffer, int start) {
        var i = start;
        while (buffer.get(i) == ' ') {
            i++;
        }
        var number = 0;
        for (; buffer.get(i) >= '0' && buffer.get(i) <= '9'; i++) {
            number = 10 * number + buffer.get(i) - '0';
        }
        return number;
    }

    private static String text(ByteBuffer buffer) {
        return UTF_8.decode(buffer.duplicate()).toString().replaceAll("\\s+", " ");
    }
}
