package io.github.certpulse.console.office.administration;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.office.administration.AuditPage.Fact;
import io.github.certpulse.console.office.administration.AuditPage.TrailLine;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditQuery.Criteria;
import io.github.certpulse.platform.audit.AuditRepository;
import io.github.certpulse.platform.audit.AuditRow;
import io.github.certpulse.platform.http.Page;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Reads the audit trail for people: names instead of ids, words for actions and facts.
@Singleton
class AuditLines {
    private final AuditRepository rows;
    private final CampaignRepository campaigns;
    private final SchoolRepository schools;

    AuditLines(AuditRepository rows, CampaignRepository campaigns, SchoolRepository schools) {
        this.rows = rows;
        this.campaigns = campaigns;
        this.schools = schools;
    }

    /// A page of the rows that match, newest first.
    Page<TrailLine> page(Criteria filter, int page, int size) {
        return new Page<>(
                lines(filter, page, size),
                page,
                size,
                rows.count(
                        filter.username(),
                        filter.action(),
                        filter.target(),
                        filter.since(),
                        filter.before(),
                        filter.like()));
    }

    List<TrailLine> lines(Criteria filter, int page, int size) {
        return rows
                .page(
                        filter.username(),
                        filter.action(),
                        filter.target(),
                        filter.since(),
                        filter.before(),
                        filter.like(),
                        size,
                        page * size)
                .stream()
                .map(this::line)
                .toList();
    }

    private TrailLine line(AuditRow row) {
        var campaign = Ids.parse(row.target()).flatMap(campaigns::findById);
        var school = campaign.isPresent() ? Optional.<String>empty()
                : Ids.parse(row.target()).flatMap(schools::findById).map(found -> found.name());
        return new TrailLine(
                row.at(),
                row.username(),
                row.address(),
                action(row.action()),
                campaign.map(found -> found.title()).or(() -> school).orElse(row.target()),
                campaign.map(Addresses::campaign),
                facts(row.facts()));
    }

    private static Words action(String text) {
        return AuditAction.parse(text).map(AuditAction::words).orElseGet(() -> new Words(text, text));
    }

    private static List<Fact> facts(String json) {
        try {
            return StreamSupport.stream(Json.read(json.getBytes(StandardCharsets.UTF_8)).entries().spliterator(), false)
                    .map(entry -> new Fact(FactWords.find(entry.getKey()), shown(entry.getValue())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(JsonNode value) {
        return value.isString() ? value.getStringValue()
                : value.isArray()
                        ? StreamSupport.stream(value.values().spliterator(), false)
                                .map(AuditLines::shown)
                                .collect(Collectors.joining("、"))
                        : value.isContainerNode() ? new String(Json.canonical(value), StandardCharsets.UTF_8)
                                : value.coerceStringValue();
    }
}
