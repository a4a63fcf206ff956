package io.github.certpulse.ceiling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// A hash like that of the live counts: a field for its writer, and one for each school.
public final class RedisHash {
    private static final String KEY = "benchmark:counts";
    private static final String LIVE_COUNTS = "certpulse:counts";
    private static final String WRITER = "writer";
    /// As long as a school's counts with 12 certificates.
    private static final String COUNTS = "0".repeat(256);

    private RedisHash() {}

    /// Stores the hash, with the live counts as far as there are any, and returns a request for each school: `HMGET`
    /// of its counts and their writer.
    public static List<String> requests(int port, List<Long> schools) {
        try (var client = RedisClient.create("redis://127.0.0.1:" + port); var connection = client.connect()) {
            var live = connection.sync().hgetall(LIVE_COUNTS);
            var fields = new HashMap<String, String>();
            fields.put(WRITER, live.getOrDefault(WRITER, COUNTS.substring(0, 36)));
            schools.stream().map(String::valueOf).forEach(id -> fields.put(id, live.getOrDefault(id, COUNTS)));
            connection.sync().hset(KEY, fields);
        }
        return schools.stream().map(school -> command("HMGET", KEY, WRITER, school.toString())).toList();
    }

    private static String command(String... words) {
        var lines = new ArrayList<String>();
        lines.add("*" + words.length);
        for (var word : words) {
            lines.add("$" + word.getBytes(UTF_8).length);
            lines.add(word);
        }
        return String.join("\r\n", lines) + "\r\n";
    }
}
