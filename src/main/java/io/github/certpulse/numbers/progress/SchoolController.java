package io.github.certpulse.numbers.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.access.account.Clerks;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.session.SessionWatch;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.count.LiveCounts;
import io.github.certpulse.numbers.progress.Progress.CertificateProgress;
import io.github.certpulse.numbers.progress.Progress.Total;
import io.github.certpulse.numbers.progress.SchoolSurvey.SurveyStatus;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;

/// How far the own school is, for its clerk.
@Controller("/api/v1/school")
@Secured(Rights.SCHOOL)
@Tag(name = "School")
class SchoolController {
    private final CampaignStandings standings;
    private final ProgressBodies bodies;
    private final Clerks clerks;
    private final LiveCounts live;
    private final SessionWatch watch;

    SchoolController(
            CampaignStandings standings,
            ProgressBodies bodies,
            Clerks clerks,
            LiveCounts live,
            SessionWatch watch) {
        this.standings = standings;
        this.bodies = bodies;
        this.clerks = clerks;
        this.live = live;
        this.watch = watch;
    }

    /// @param setAside    responses that the office has set aside: neither received nor counted anywhere else here
    /// @param completedAt when the school declared its survey complete; null before
    @Serdeable
    record SchoolProgress(
            SchoolDetails school,
            SchoolCampaign campaign,
            OffsetDateTime asOf,
            List<CertificateProgress> certificates,
            Total total,
            boolean met,
            int setAside,
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

    /// What is shown of a standing.
    private record SchoolView(long school, Quality quality) {}

    @Get("/progress")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "How far the own school is; quality: all or unflagged")
    @ApiResponse(
            responseCode = "200",
            description = "Less than a second old",
            content = @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(implementation = SchoolProgress.class)))
    CompletionStage<HttpResponse<byte[]>> progress(
            HttpHeaders headers,
            Authentication authentication,
            @Nullable @QueryValue String quality) {
        var view = new SchoolView(Person.from(authentication).ownSchool(), Quality.parse(quality));
        return standings.ofSchoolLater(view.school())
                .thenCompose(
                        standing -> bodies.of(
                                standing,
                                view,
                                asOf -> progress(SchoolSurvey.status(standing, view.school(), view.quality()), asOf)))
                .thenApply(body -> body.answer(headers));
    }

    @Get("/live")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @Operation(
            summary = "The own school's counts as they change, as server-sent events like those of campaigns/{id}/live")
    Publisher<Event<?>> live(Authentication authentication) {
        var own = clerks.ownSchool(authentication);
        return watch.whileSignedIn(authentication, live.of(own.campaign(), own.school()));
    }

    private static SchoolProgress progress(SurveyStatus status, Instant asOf) {
        var school = status.school();
        var campaign = status.campaign();
        var progress = status.progress();
        return new SchoolProgress(
                new SchoolDetails(Ids.text(school.id()), school.name(), school.level(), school.city()),
                new SchoolCampaign(
                        Ids.text(campaign.id()),
                        campaign.title(),
                        Time.shown(campaign.opensAt()),
                        Time.shown(campaign.closesAt()),
                        campaign.state(asOf),
                        campaign.sample()),
                Time.shown(asOf),
                progress.certificates(),
                progress.total(),
                progress.met(),
                status.setAside(),
                status.completion().map(declared -> Time.shown(declared.completedAt())).orElse(null));
    }
}
