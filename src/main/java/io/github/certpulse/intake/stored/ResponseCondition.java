package io.github.certpulse.intake.stored;

import io.github.certpulse.platform.sql.NumberList;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.questionnaire.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Selects responses of a campaign, as an SQL condition with its values.
public final class ResponseCondition {
    private final String sql;
    private final List<Object> values;

    private ResponseCondition(String sql, List<Object> values) {
        this.sql = sql;
        this.values = List.copyOf(values);
    }

    /// All responses.
    public static ResponseCondition all() {
        return new ResponseCondition("true", List.of());
    }

    /// Responses with these sequence numbers.
    ///
    /// @param seqs at least one
    public static ResponseCondition withNumbers(Collection<Long> seqs) {
        var list = NumberList.from(seqs);
        return new ResponseCondition("r.seq in " + list.sql(), list.values());
    }

    /// Responses of a role.
    public static ResponseCondition from(Role role) {
        return new ResponseCondition("r.role = ?", List.of(role));
    }

    /// Responses of a role for these certificates.
    ///
    /// @param certificates at least one
    public static ResponseCondition from(Role role, Collection<Long> certificates) {
        var list = NumberList.from(certificates);
        return new ResponseCondition(
                "(r.role = ? and r.certificate_id in " + list.sql() + ")",
                Stream.concat(Stream.of(role), list.values().stream()).toList());
    }

    /// Responses that came through a channel.
    public static ResponseCondition from(Channel channel) {
        return new ResponseCondition("r.channel = ?", List.of(channel));
    }

    /// Responses received at a time or later.
    public static ResponseCondition receivedFrom(Instant from) {
        return new ResponseCondition("r.received_at >= ?", List.of(from));
    }

    /// Responses received before a time.
    public static ResponseCondition receivedBefore(Instant to) {
        return new ResponseCondition("r.received_at < ?", List.of(to));
    }

    /// The same where this condition holds too.
    public ResponseCondition and(ResponseCondition other) {
        return new ResponseCondition(
                "(" + sql + " and " + other.sql + ")",
                Stream.concat(values.stream(), other.values.stream()).toList());
    }

    /// Responses for which any of these conditions holds.
    public static ResponseCondition any(List<ResponseCondition> conditions) {
        return new ResponseCondition(
                conditions.stream().map(ResponseCondition::sql).collect(Collectors.joining(" or ", "(", ")")),
                conditions.stream().flatMap(condition -> condition.values().stream()).toList());
    }

    /// The condition, on columns of `r`.
    String sql() {
        return sql;
    }

    /// The values of the condition's parameters.
    List<Object> values() {
        return values;
    }
}
