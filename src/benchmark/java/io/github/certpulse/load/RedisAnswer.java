package io.github.certpulse.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// An array of values that exist, in Redis' protocol (RESP2). It is read again from its beginning until it is complete.
final class RedisAnswer implements AnswerReader {
    private final int expected;

    RedisAnswer(int expected) {
        this.expected = expected;
    }

    @Override
    public boolean read(ByteBuffer buffer) {
        var start = buffer.position();
        var values = length(buffer, '*');
        if (values >= 0 && values != expected) {
            throw unexpected(buffer, start);
        }
        for (var left = values; left > 0; left--) {
            var length = length(buffer, '$');
            if (length < 0 || buffer.remaining() < length + 2) {
                buffer.position(start);
                return false;
            }
            buffer.position(buffer.position() + length + 2);
        }
        return values == expected;
    }

    /// The number of a line such as `$12`; -1 where the line is not complete.
    private static int length(ByteBuffer buffer, char type) {
        var start = buffer.position();
        for (var i = start; i < buffer.limit(); i++) {
            if (buffer.get(i) == '\n') {
                if (buffer.get(start) != type || buffer.get(start + 1) == '-') {
                    throw unexpected(buffer, start);
                }
                var number = 0;
                for (var digit = start + 1; buffer.get(digit) != '\r'; digit++) {
                    number = 10 * number + buffer.get(digit) - '0';
                }
                buffer.position(i + 1);
                return number;
            }
        }
        return -1;
    }

    private static IllegalStateException unexpected(ByteBuffer buffer, int start) {
        return new IllegalStateException(
                "not the expected values: " + UTF_8.decode(buffer.duplicate().position(start)));
    }
}
