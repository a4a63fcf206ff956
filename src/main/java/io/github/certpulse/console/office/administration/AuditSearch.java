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

/// A search in the audit trail, as the form sends it. The days are days in China, and both are included.
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

    /// The fields that are filled in.
    public Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        put(values, "username", username);
        put(values, "action", action);
        put(values, "target", target);
        put(values, "from", from);
        put(values, "to", to);
        put(values, "q", q);
        return values;
    }

    public String text(String field) {
        return values().getOrDefault(field, "");
    }

    /// The search as the query of an address.
    public String asQuery() {
        return values().entrySet()
                .stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// The beginning of a day, some days later. A text that is not a day stays unchanged, so that the query refuses it.
    private static @Nullable String day(@Nullable String text, int daysLater) {
        try {
            return text == null || text.isBlank() ? text
                    : LocalDate.parse(text).plusDays(daysLater).atStartOfDay(Time.ZONE).toOffsetDateTime().toString();
        } catch (DateTimeException unreadable) {
            return text;
        }
    }

    private static void put(Map<String, String> values, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(field, value.strip());
        }
    }
}
