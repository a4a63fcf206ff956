package io.github.certpulse.survey.retention;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.retention.Retention.State;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Until when the personal data of campaigns are kept: reads and changes the day.
@Singleton
public class Retentions {
    /// The name of the day in the API.
    public static final String DESTROY_AFTER = "destroyAfter";
    /// The service looks for campaigns that are over more often than that; see [Destruction].
    private static final Duration SEEN_WITHIN = Duration.ofHours(1);
    private final RetentionRepository rows;
    private final PersonalData data;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final RetentionConfiguration configuration;
    private final Clock clock;

    Retentions(
            RetentionRepository rows,
            PersonalData data,
            ApplicationEventPublisher<AuditEvent> audit,
            RetentionConfiguration configuration,
            Clock clock) {
        this.rows = rows;
        this.data = data;
        this.audit = audit;
        this.configuration = configuration;
        this.clock = clock;
    }

    /// What a destruction would destroy now, and what would stay.
    ///
    /// @param contacts  are deleted
    /// @param persons   can no longer be recognised
    /// @param responses stay, anonymous
    public record Preview(int contacts, int persons, int responses) {}

    public Retention of(Campaign campaign) {
        var row = rows.find(campaign.id());
        var own = row.flatMap(found -> Optional.ofNullable(found.destroyFrom()));
        var lastDay = lastDay(campaign, row);
        var day = own.map(Retentions::dayBefore)
                // The campaign may have been prolonged since the day was chosen.
                .map(chosen -> chosen.isBefore(lastDay) ? lastDay : chosen)
                .orElseGet(() -> lastDay.plusDays(configuration.retentionDays()));
        return new Retention(
                day,
                own.isEmpty(),
                row.flatMap(Retentions::done).orElseGet(() -> state(campaign, day)),
                row.flatMap(found -> Optional.ofNullable(found.destroyedAt())),
                row.map(RetentionRepository.Row::contacts).orElse(0),
                row.map(RetentionRepository.Row::persons).orElse(0));
    }

    /// The day on which the campaign ended. An end that was set into the past counts from when the service saw it, so
    /// that a wrong year destroys nothing.
    private LocalDate lastDay(Campaign campaign, Optional<RetentionRepository.Row> row) {
        var end = campaign.closesAt();
        var now = clock.instant();
        if (campaign.state(now) == Campaign.State.CLOSED && !cameByItself(end, row)) {
            var seen = row.flatMap(found -> Optional.ofNullable(found.closedSeen())).orElse(now);
            end = seen.isAfter(end.plus(SEEN_WITHIN)) ? seen : end;
        }
        return end.atZone(Time.ZONE).toLocalDate();
    }

    /// Whether the end came after the service had last seen the campaign open. Then it was not set into the past,
    /// however late the service sees it: after a long stop, or in a backup that was restored.
    private static boolean cameByItself(Instant end, Optional<RetentionRepository.Row> row) {
        return row.flatMap(found -> Optional.ofNullable(found.openSeen()))
                .filter(seen -> end.isAfter(seen.minus(SEEN_WITHIN)))
                .isPresent();
    }

    private static Optional<State> done(RetentionRepository.Row row) {
        return row.destroyedAt() != null ? Optional.of(State.DESTROYED)
                : row.begunAt() != null ? Optional.of(State.DESTROYING) : Optional.empty();
    }

    private State state(Campaign campaign, LocalDate day) {
        var now = clock.instant();
        if (campaign.state(now) != Campaign.State.CLOSED) {
            return State.COLLECTING;
        }
        return now.isBefore(Retention.after(day)) ? State.KEPT : State.DUE;
    }

    /// The day before an instant that [Retention#after] gave.
    private static LocalDate dayBefore(Instant destroyFrom) {
        return destroyFrom.minusMillis(1).atZone(Time.ZONE).toLocalDate();
    }

    /// What a destruction would do.
    public Preview preview(Campaign campaign) {
        var id = campaign.id();
        var isDone = campaign.isUnlinked();
        var isOver = campaign.state(clock.instant()) == Campaign.State.CLOSED;
        return new Preview(
                // While answers come in, a number that grows would tell which response left a contact.
                isOver ? data.contacts(id) : data.shownContacts(id),
                isDone ? 0 : data.persons(id),
                data.responses(id));
    }

    /// Changes the day.
    ///
    /// @param day the last one on which the data are kept; null: as the setting says
    /// @throws io.github.certpulse.platform.problem.ProblemException `retention-invalid`, `retention-over`
    public Retention change(Campaign campaign, @Nullable LocalDate day) {
        var first = lastDay(campaign, rows.find(campaign.id()));
        var last = first.plusDays(Retention.MAX_DAYS);
        if (day != null && (day.isBefore(first) || day.isAfter(last))) {
            var words = new Words("须在 %s 到 %s 之间", "must be from %s to %s").with(first, last);
            throw Problem.RETENTION_INVALID.with(List.of(new FieldRule("out-of-range", words).at(DESTROY_AFTER)));
        }
        rows.insertIfAbsent(campaign.id());
        if (rows.change(campaign.id(), day == null ? null : Retention.after(day)) == 0
                && of(campaign).state().compareTo(State.DESTROYING) >= 0) {
            throw Problem.RETENTION_OVER.exception();
        }
        var now = of(campaign);
        audit.publishEvent(
                new AuditEvent(
                        AuditAction.RETENTION_CHANGED,
                        Ids.text(campaign.id()),
                        Map.of(DESTROY_AFTER, now.destroyAfter().toString())));
        return now;
    }
}
