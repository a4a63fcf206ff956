package io.github.certpulse.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// An answer of HTTP/1.1 whose body has a `Content-Length`, comes in chunks, or is not there.
final class HttpAnswer implements AnswerReader {
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(UTF_8);
    private static final byte[] CHUNKED = "transfer-encoding: chunked".getBytes(UTF_8);
    private static final int LOWER_CASE = 0x20;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int LINE_END = 2;
    private final int expected;
    private Part next = Part.HEADERS;
    private int bytesLeft;
    private boolean lastChunk;

    private enum Part {
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK
    }

    HttpAnswer(int expected) {
        this.expected = expected;
    }

    @Override
    public boolean read(ByteBuffer buffer) {
        while (true) {
            switch (next) {
                case HEADERS -> {
                    var end = endOfHeaders(buffer);
                    if (end < 0) {
                        return false;
                    }
                    readHeaders(buffer, end);
                    buffer.position(end);
                }
                case CHUNK_SIZE -> {
                    var end = endOfLine(buffer);
                    if (end < 0) {
                        return false;
                    }
                    var size = number(buffer, buffer.position(), 16);
                    buffer.position(end);
                    lastChunk = size == 0;
                    bytesLeft = size + LINE_END;
                    next = Part.CHUNK;
                }
                case BODY, CHUNK -> {
                    var here = Math.min(bytesLeft, buffer.remaining());
                    buffer.position(buffer.position() + here);
                    bytesLeft -= here;
                    if (bytesLeft > 0) {
                        return false;
                    }
                    var complete = next == Part.BODY || lastChunk;
                    next = complete ? Part.HEADERS : Part.CHUNK_SIZE;
                    if (complete) {
                        return true;
                    }
                }
            }
        }
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

    private static int endOfLine(ByteBuffer buffer) {
        for (var i = buffer.position(); i < buffer.limit(); i++) {
            if (buffer.get(i) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private void readHeaders(ByteBuffer buffer, int end) {
        var status = number(buffer, buffer.position() + STATUS_AT, 10);
        if (status != expected) {
            throw new IllegalStateException("%d instead of %d: %s".formatted(status, expected, text(buffer)));
        }
        next = Part.BODY;
        bytesLeft = 0;
        if (status == NOT_MODIFIED || status == NO_CONTENT) {
            return;
        }
        for (var i = buffer.position(); i < end; i++) {
            if (buffer.get(i) == '\n' && startsWith(CONTENT_LENGTH, buffer, i + 1, end)) {
                bytesLeft = number(buffer, i + 1 + CONTENT_LENGTH.length, 10);
                return;
            }
            if (buffer.get(i) == '\n' && startsWith(CHUNKED, buffer, i + 1, end)) {
                next = Part.CHUNK_SIZE;
                return;
            }
        }
        throw new IllegalStateException("neither Content-Length nor chunks: " + text(buffer));
    }

    private static boolean startsWith(byte[] header, ByteBuffer buffer, int start, int end) {
        if (end - start < header.length) {
            return false;
        }
        for (var i = 0; i < header.length; i++) {
            if ((buffer.get(start + i) | LOWER_CASE) != (header[i] | LOWER_CASE)) {
                return false;
            }
        }
        return true;
    }

    private static int number(ByteBuffer buffer, int start, int radix) {
        var i = start;
        while (buffer.get(i) == ' ') {
            i++;
        }
        var number = 0;
        for (int digit; (digit = Character.digit(buffer.get(i), radix)) >= 0; i++) {
            number = radix * number + digit;
        }
        return number;
    }

    private static String text(ByteBuffer buffer) {
        return UTF_8.decode(buffer.duplicate()).toString().replaceAll("\\s+", " ");
    }
}
