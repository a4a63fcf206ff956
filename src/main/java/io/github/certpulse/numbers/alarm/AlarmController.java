package io.github.certpulse.numbers.alarm;

import io.github.certpulse.access.account.Person;
import io.github.certpulse.numbers.alarm.Alarms.Dismissed;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.FieldReader;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;

@Controller("/api/v1/campaigns/{id}/alarms")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.OFFICE)
@Tag(name = "Results")
class AlarmController {
    private final Campaigns campaigns;
    private final Alarms alarms;
    private final Clock clock;

    AlarmController(Campaigns campaigns, Alarms alarms, Clock clock) {
        this.campaigns = campaigns;
        this.alarms = alarms;
        this.clock = clock;
    }

    /// @param alarms the most unusual first
    /// @param more   how many further alarms there are
    @Serdeable
    record AlarmsView(OffsetDateTime asOf, List<AlarmView> alarms, int more, List<DismissedView> dismissed) {}

    /// @param from    absent, with `to`, for what concerns the whole time
    /// @param number  how many sheets there were
    /// @param limit   above how many there is an alarm
    /// @param results the address of these sheets' results
    @Serdeable
    record AlarmView(
            String id,
            String kind,
            Words words,
            Words definition,
            AlarmSchool school,
            Role role,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            int number,
            int limit,
            String results) {}

    @Serdeable
    record AlarmSchool(String id, String name) {}

    @Serdeable
    record DismissedView(AlarmView alarm, String note, String by, OffsetDateTime at) {}

    /// @param note why the office need not look again, 1 to 500 characters
    @Serdeable
    record Dismissal(@Nullable String note) {}

    @Get
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    @Operation(summary = "Schools that are worth a look, because their sheets arrive otherwise than is usual")
    AlarmsView alarms(String id) {
        var campaign = campaigns.findOr404(id);
        var asOf = clock.instant();
        var found = alarms.find(campaign);
        return new AlarmsView(
                Time.shown(asOf),
                found.alarms().stream().map(alarm -> view(id, alarm)).toList(),
                found.more(),
                found.dismissed().stream().map(dismissed -> view(id, dismissed)).toList());
    }

    @Put("/{alarm}/dismissal")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(summary = "Leave an alarm out of the list, with a note, until its number has doubled")
    @ApiResponse(responseCode = "204", description = "Dismissed")
    @ApiResponse(responseCode = "404", description = "`not-found`: there is no such alarm")
    @ApiResponse(responseCode = "422", description = "`parameter-invalid`: the note is missing or too long")
    void dismiss(Authentication authentication, String id, String alarm, @Body Dismissal dismissal) {
        alarms.dismiss(
                campaigns.findOr404(id),
                alarm,
                note(dismissal.note()),
                Person.from(authentication).username());
    }

    @Delete("/{alarm}/dismissal")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(summary = "Put a dismissed alarm on the list again")
    @ApiResponse(responseCode = "204", description = "On the list again")
    @ApiResponse(responseCode = "404", description = "`not-found`: it was not dismissed")
    void restore(String id, String alarm) {
        alarms.restore(campaigns.findOr404(id), alarm);
    }

    private static String note(@Nullable String text) {
        var fields = FieldReader.fromParameters(Collections.singletonMap("note", text));
        var note = fields.requiredText("note", Alarms.MAX_NOTE);
        if (!fields.violations().isEmpty()) {
            throw Problem.PARAMETER_INVALID.with(fields.violations());
        }
        return note.orElseThrow();
    }

    private static DismissedView view(String campaign, Dismissed dismissed) {
        return new DismissedView(
                view(campaign, dismissed.alarm()),
                dismissed.note(),
                dismissed.username(),
                Time.shown(dismissed.at()));
    }

    private static AlarmView view(String campaign, Alarm alarm) {
        return new AlarmView(
                alarm.id(),
                alarm.kind().text(),
                alarm.kind().words(),
                alarm.kind().definition(),
                new AlarmSchool(Ids.text(alarm.school()), alarm.schoolName()),
                alarm.role(),
                alarm.span().map(span -> Time.shown(span.from())).orElse(null),
                alarm.span().map(span -> Time.shown(span.to())).orElse(null),
                alarm.number(),
                alarm.limit(),
                "/api/v1/campaigns/" + campaign + "/results?" + alarm.query());
    }
}
