package io.github.certpulse.platform.audit;

import io.github.certpulse.platform.http.Page;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.time.Time;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.Map;

@Controller("/api/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.OFFICE)
@Tag(name = "Accounts")
class AuditController {
    private final AuditRepository rows;
    private final JsonMapper json;

    AuditController(AuditRepository rows, JsonMapper json) {
        this.rows = rows;
        this.json = json;
    }

    @Serdeable
    record AuditEntry(
            String id,
            OffsetDateTime at,
            String username,
            String address,
            String action,
            String target,
            Map<String, Object> facts) {}

    @Get
    @Operation(
            summary = "Who did what, when, from where; newest first. username, action and target match exactly; "
                    + "from (inclusive) and to (exclusive) with an offset; q matches anywhere")
    Page<AuditEntry> page(
            @QueryValue(defaultValue = "0") int page,
            @QueryValue(defaultValue = "50") int size,
            @RequestBean AuditQuery query) {
        Page.check(page, size);
        var criteria = query.criteria();
        var found = rows.page(
                criteria.username(),
                criteria.action(),
                criteria.target(),
                criteria.since(),
                criteria.before(),
                criteria.like(),
                size,
                page * size);
        return new Page<>(
                found.stream().map(this::shown).toList(),
                page,
                size,
                rows.count(
                        criteria.username(),
                        criteria.action(),
                        criteria.target(),
                        criteria.since(),
                        criteria.before(),
                        criteria.like()));
    }

    private AuditEntry shown(AuditRow row) {
        try {
            @SuppressWarnings("unchecked")
            var facts = (Map<String, Object>) json.readValue(row.facts(), Map.class);
            return new AuditEntry(
                    Ids.text(row.id()),
                    Time.shown(row.at()),
                    row.username(),
                    row.address(),
                    row.action(),
                    row.target(),
                    facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
