package io.github.certpulse.numbers.alarm;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.github.certpulse.numbers.alarm.DismissedAlarmRepository.DismissedAlarm;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Origins;
import io.github.certpulse.numbers.arrival.Registered;
import io.github.certpulse.numbers.tally.Answers;
import io.github.certpulse.numbers.tally.Flag;
import io.github.certpulse.numbers.tally.Selection;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The schools of a campaign that are worth a look, from all responses that are stored. What the office has looked at
/// and dismissed comes back when it has doubled since.
@Singleton
public class Alarms {
    /// The most alarms that are listed: a longer list would not be read.
    public static final int MAX_LISTED = 20;
    /// The longest note, in UTF-16 units.
    public static final int MAX_NOTE = 500;
    private static final int GROWN = 2;
    private final Answers answers;
    private final Origins origins;
    private final DismissedAlarmRepository rows;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Clock clock;

    Alarms(
            Answers answers,
            Origins origins,
            DismissedAlarmRepository rows,
            ApplicationEventPublisher<AuditEvent> audit,
            Clock clock) {
        this.answers = answers;
        this.origins = origins;
        this.rows = rows;
        this.audit = audit;
        this.clock = clock;
    }

    /// An alarm that the office has dismissed.
    public record Dismissed(Alarm alarm, String note, String username, Instant at) {}

    /// @param alarms    at most [#MAX_LISTED], the most unusual first; of a kind only the most unusual of each school
    ///                  and role
    /// @param more      how many further ones there are
    /// @param dismissed the latest first
    public record Found(List<Alarm> alarms, int more, List<Dismissed> dismissed) {
        public Found {
            alarms = List.copyOf(alarms);
            dismissed = List.copyOf(dismissed);
        }
    }

    /// Finds a campaign's alarms.
    public Found find(Campaign campaign) {
        var before = rows.ofCampaign(campaign.id()).stream().collect(toMap(DismissedAlarm::alarm, Function.identity()));
        var open = new ArrayList<Alarm>();
        var dismissed = new ArrayList<Dismissed>();
        var listed = new HashSet<List<Object>>();
        var all = all(campaign).stream().sorted(Comparator.comparingDouble(Alarm::severity).reversed()).toList();
        for (var alarm : all) {
            var looked = before.get(alarm.id());
            if (looked != null && alarm.number() < GROWN * looked.number()) {
                dismissed.add(new Dismissed(alarm, looked.note(), looked.username(), looked.dismissedAt()));
            } else if (listed.add(List.of(alarm.kind(), alarm.school(), alarm.role()))) {
                open.add(alarm);
            }
        }
        dismissed.sort(Comparator.comparing(Dismissed::at).reversed());
        return new Found(
                open.stream().limit(MAX_LISTED).toList(),
                Math.max(0, open.size() - MAX_LISTED),
                dismissed);
    }

    /// Leaves an alarm out of the list until it has doubled.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found` if there is no such alarm
    @Transactional
    public void dismiss(Campaign campaign, String id, String note, String username) {
        var alarm = all(campaign).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(Problem.NOT_FOUND::exception);
        rows.dismiss(campaign.id(), id, alarm.number(), note, username, clock.instant());
        audit.publishEvent(
                new AuditEvent(
                        AuditAction.ALARM_DISMISSED,
                        Ids.text(campaign.id()),
                        Map.of("alarm", id, "number", alarm.number(), "note", note)));
    }

    /// Puts a dismissed alarm on the list again.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found` if it was not dismissed
    @Transactional
    public void restore(Campaign campaign, String id) {
        if (rows.restore(campaign.id(), id) == 0) {
            throw Problem.NOT_FOUND.exception();
        }
        audit.publishEvent(
                new AuditEvent(AuditAction.ALARM_RESTORED, Ids.text(campaign.id()), Map.of("alarm", id)));
    }

    private List<Alarm> all(Campaign campaign) {
        var registered = Registered.from(origins.of(campaign).values());
        var alarms = new ArrayList<Alarm>();
        for (var role : Role.values()) {
            alarms.addAll(
                    answers.count(
                            campaign,
                            Filter.all(role),
                            responses -> AlarmRules.find(role, arrivals(responses, registered))));
        }
        return alarms;
    }

    private static List<SchoolArrivals> arrivals(List<Selection> responses, Registered registered) {
        var schools = new LinkedHashMap<Long, SchoolArrivals>();
        for (var version : responses) {
            for (var origin : version.places()) {
                schools.computeIfAbsent(
                        origin.school(),
                        id -> new SchoolArrivals(id, origin.schoolName(), registered.at(id)));
            }
        }
        var ofPlace = responses.isEmpty() ? new SchoolArrivals[0]
                : responses.getFirst()
                        .places()
                        .stream()
                        .map(place -> requireNonNull(schools.get(place.school())))
                        .toArray(SchoolArrivals[]::new);
        for (var version : responses) {
            version.arrivals((place, hour, _) -> ofPlace[place].receive(hour, 1));
            version.whoAreFlagged().arrivals((place, _, _) -> ofPlace[place].flag(1));
            version.whoAreFlagged(Flag.NIGHT_BURST)
                    .arrivals((place, hour, _) -> ofPlace[place].flagAtNight(hour, 1));
        }
        return List.copyOf(schools.values());
    }
}
