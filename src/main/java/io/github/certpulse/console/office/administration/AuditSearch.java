package io.github.certpulse.console.office.administration;

import io.github.certpulse.platform.audit.AuditQuery;
import io.github.certpulse.platform.time.Time;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.QueryValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What somebody looks for in the trail, as a form sends it. Days are China's; both count.
@Introspected
public record AuditSearch(
        @Nullable @QueryValue String username,
        @Nullable @QueryValue String action,
        @Nullable @QueryValue String target,
        @Nullable @QueryValue String from,
        @Nullable @QueryValue String to,
        @Nullable @QueryValue String q) {

    AuditQuery query() {
        return new AuditQuery(username, action, target, day(from, 0), day(to, 1), q);
    }

    /// What was filled in, by field.
    public Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        put(given, "username", username);
        put(given, "action", action);
        put(given, "target", target);
        put(given, "from", from);
        put(given, "to", to);
        put(given, "q", q);
        return given;
    }

    public String text(String field) {
        return given().getOrDefault(field, "");
    }

    /// The same for an address.
    public String asQuery() {
        return given().entrySet()
                .stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// The beginning of a day, some days later; what is no day is left for the query to refuse.
    private static @Nullable String day(@Nullable String text, int later) {
        try {
            return text == null || text.isBlank() ? text
                    : LocalDate.parse(text).plusDays(later).atStartOfDay(Time.ZONE).toOffsetDateTime().toString();
        } catch (DateTimeException unreadable) {
            return text;
        }
    }

    private static void put(Map<String, String> given, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            given.put(field, value.strip());
        }
    }
}
