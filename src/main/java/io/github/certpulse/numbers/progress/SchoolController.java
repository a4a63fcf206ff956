package io.github.certpulse.numbers.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.access.account.Clerks;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.count.LiveCounts;
import io.github.certpulse.numbers.progress.Progress.CertificateProgress;
import io.github.certpulse.numbers.progress.Progress.Total;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.reactivestreams.Publisher;

/// How far the own school is, for its clerk.
@Controller("/api/v1/school")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.SCHOOL)
@Tag(name = "School")
class SchoolController {
    private final SchoolSurvey survey;
    private final Clerks clerks;
    private final LiveCounts live;
    private final Clock clock;

    SchoolController(SchoolSurvey survey, Clerks clerks, LiveCounts live, Clock clock) {
        this.survey = survey;
        this.clerks = clerks;
        this.live = live;
        this.clock = clock;
    }

    /// @param completedAt when the school declared its survey complete; null before
    @Serdeable
    record SchoolProgress(
            SchoolDetails school,
            SchoolCampaign campaign,
            OffsetDateTime asOf,
            List<CertificateProgress> certificates,
            Total total,
            boolean met,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable OffsetDateTime completedAt) {}

    @Serdeable
    record SchoolDetails(
            String id,
            String name,
            String level,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String city) {}

    @Serdeable
    record SchoolCampaign(
            String id,
            String title,
            OffsetDateTime opensAt,
            OffsetDateTime closesAt,
            Campaign.State state,
            boolean sample) {}

    @Get("/progress")
    @Operation(summary = "How far the own school is; quality: all or unflagged")
    SchoolProgress progress(Authentication authentication, @Nullable @QueryValue String quality) {
        var standing = survey.of(Person.from(authentication).ownSchool(), Quality.parse(quality));
        var school = standing.school();
        var campaign = standing.campaign();
        var progress = standing.progress();
        return new SchoolProgress(
                new SchoolDetails(Ids.text(school.id()), school.name(), school.level(), school.city()),
                new SchoolCampaign(
                        Ids.text(campaign.id()),
                        campaign.title(),
                        Time.shown(campaign.opensAt()),
                        Time.shown(campaign.closesAt()),
                        campaign.state(clock.instant()),
                        campaign.sample()),
                Time.shown(clock.instant()),
                progress.certificates(),
                progress.total(),
                progress.met(),
                standing.completion().map(declared -> Time.shown(declared.completedAt())).orElse(null));
    }

    @Get("/live")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @Operation(
            summary = "The own school's counts as they change, as server-sent events like those of campaigns/{id}/live")
    Publisher<Event<?>> live(Authentication authentication) {
        var own = clerks.ownSchool(authentication);
        return live.of(own.campaign(), own.school());
    }
}
