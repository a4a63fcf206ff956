package io.github.certpulse.attack;

import java.util.List;
import java.util.random.RandomGenerator;

/// Values that programs often handle wrongly.
final class OddValues {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "\u00ad=1+1",
            "'; drop table response; --",
            "${7*7}<script>alert(1)</script>",
            "../../etc/passwd",
            "%00%2f%2e%2e",
            "\ud83d\ude00\u202e\u2028",
            "null",
            "true",
            "-1",
            "0",
            "2147483648",
            "9223372036854775808",
            "1e400",
            "NaN",
            "0000-00-00T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "2026-02-30T25:61:00+99:00",
            "x".repeat(5_000));
    private static final List<String> JSON = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "\"\"",
            "-1",
            "0",
            "1.5",
            "1e400",
            "1e999999999",
            "2147483648",
            "9223372036854775808",
            "[null,[],{}]",
            "{\"a\":{\"a\":{\"a\":1}}}",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"2026-02-30T25:61:00+99:00\"",
            "\"+999999999-12-31T23:59:59Z\"");
    private static final List<String> BODIES = List.of(
            "",
            "{",
            "[",
            "nul",
            "{\"a\":1,\"a\":2}",
            "[".repeat(200),
            "{\"a\":".repeat(100),
            "\ufeff{}",
            "{}{}",
            "\"text\"",
            "{\"\\u0000\":1}");
    private final RandomGenerator random;

    OddValues(RandomGenerator random) {
        this.random = random;
    }

    String text() {
        return one(TEXTS);
    }

    /// A JSON value.
    String json() {
        return one(JSON);
    }

    /// A body that is mostly no JSON.
    String body() {
        return one(BODIES);
    }

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
