package io.github.certpulse.platform.audit;

import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.ResultRow;
import io.github.certpulse.platform.sql.SqlConnection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Checks at the start whether the service's own database user could change or delete rows of the audit trail. It
/// should only be able to add some; then whoever takes over the service cannot remove traces.
@Singleton
public class AuditGrants implements HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(AuditGrants.class);
    private static final String REQUIRED = "required";
    /// ER_TABLEACCESS_DENIED_ERROR, ER_COLUMNACCESS_DENIED_ERROR
    private static final Set<Integer> DENIED = Set.of(1142, 1143);
    /// ER_OPTION_PREVENTS_STATEMENT: the database was started without rights, as the embedded one is.
    private static final int WITHOUT_RIGHTS = 1290;
    private static final Pattern GRANT = Pattern.compile("(?is)grant (.+?) on (?:table )?(\\S+) to .*");
    /// Rights with which the table could be emptied or replaced.
    private static final Set<String> OVER_TABLES = Set.of("DROP", "ALTER", "ALL PRIVILEGES");
    private final Database database;
    private final boolean isRequired;
    private final boolean isEmbedded;
    private volatile List<String> excess = List.of();

    /// @param appendOnly `CERTPULSE_AUDIT_APPEND_ONLY`
    AuditGrants(
            Database database,
            MeterRegistry metrics,
            @Property(name = "certpulse.audit-append-only", defaultValue = "warn") String appendOnly,
            @Property(name = "certpulse.embedded", defaultValue = "false") boolean embedded) {
        this.database = database;
        this.isEmbedded = embedded;
        this.isRequired = appendOnly.equals(REQUIRED);
        Gauge.builder("certpulse.audit.changeable", this, grants -> grants.excess.isEmpty() ? 0 : 1)
                .description("1 where the service's database user could change or delete the audit trail")
                .register(metrics);
    }

    /// @throws IllegalStateException where it is required that the trail cannot be changed, and it can
    @EventListener
    void check(StartupEvent event) {
        excess = database.run(AuditGrants::excess);
        if (excess.isEmpty()) {
            return;
        }
        if (isRequired) {
            throw new IllegalStateException(
                    "The audit trail can be changed: the service's database user has %s on its table. Take these away, "
                            .formatted(String.join(", ", excess))
                            + "or set CERTPULSE_AUDIT_APPEND_ONLY=warn");
        }
        if (isEmbedded) {
            // Its database is on the machine of whoever tries the service out.
            return;
        }
        LOG.warn(
                "THE AUDIT TRAIL CAN BE CHANGED: the service's database user has {} on its table; "
                        + "see “A user for the service” in the operator's guide",
                String.join(", ", excess));
    }

    /// The rights on the audit trail's table that a service does not need.
    static List<String> excess(SqlConnection connection) {
        var found = new ArrayList<String>();
        // The condition is never true. Rights that come with a role are found as well, unlike in the list of grants.
        tryOut(connection, "UPDATE", "update audit set facts = facts where 1 = 0", found);
        tryOut(connection, "DELETE", "delete from audit where 1 = 0", found);
        var schema = connection.first(row -> row.getString("name"), "select database() as name").orElseThrow();
        for (var grant : grants(connection)) {
            var parts = GRANT.matcher(grant);
            if (parts.matches() && isOnAudit(parts.group(2).replace("`", "").replace("\\", ""), schema)) {
                for (var right : parts.group(1).toUpperCase(Locale.ROOT).split(",")) {
                    if (OVER_TABLES.contains(right.strip())) {
                        found.add(right.strip());
                    }
                }
            }
        }
        return found.stream().distinct().toList();
    }

    private static List<String> grants(SqlConnection connection) {
        try {
            return connection.list(ResultRow::getFirstString, "show grants");
        } catch (DataAccessException refused) {
            if (refused.getCause() instanceof SQLException cause && cause.getErrorCode() == WITHOUT_RIGHTS) {
                return List.of("GRANT ALL PRIVILEGES ON *.* TO everybody");
            }
            throw refused;
        }
    }

    private static boolean isOnAudit(String object, String schema) {
        return object.equals("*.*") || object.equals(schema + ".*") || object.equals(schema + ".audit");
    }

    private static void tryOut(SqlConnection connection, String right, String statement, List<String> found) {
        try {
            connection.update(statement);
            found.add(right);
        } catch (DataAccessException refused) {
            if (!(refused.getCause() instanceof SQLException cause) || !DENIED.contains(cause.getErrorCode())) {
                throw refused;
            }
        }
    }

    /// Up in any case: the service works, and the details say what is amiss.
    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.just(
                HealthResult.builder("audit", HealthStatus.UP)
                        .details(Map.of("appendOnly", excess.isEmpty(), "required", isRequired))
                        .build());
    }
}
