package io.github.certpulse.numbers.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.access.session.SessionWatch;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.count.LiveCounts;
import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.numbers.progress.Progress.CertificateProgress;
import io.github.certpulse.numbers.progress.Progress.Total;
import io.github.certpulse.platform.http.Page;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.entry.Entries;
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
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;

/// How far a campaign and its schools are, for the office.
@Controller("/api/v1/campaigns/{id}")
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Tag(name = "Progress")
class CampaignProgressController {
    private final Campaigns campaigns;
    private final Entries entries;
    private final CampaignStandings standings;
    private final ProgressBodies bodies;
    private final LiveCounts live;
    private final SessionWatch watch;

    CampaignProgressController(
            Campaigns campaigns,
            Entries entries,
            CampaignStandings standings,
            ProgressBodies bodies,
            LiveCounts live,
            SessionWatch watch) {
        this.campaigns = campaigns;
        this.entries = entries;
        this.standings = standings;
        this.bodies = bodies;
        this.live = live;
        this.watch = watch;
    }

    /// @param setAside responses that are set aside: neither received nor counted anywhere else here
    @Serdeable
    record ProvinceProgress(
            OffsetDateTime asOf,
            Total total,
            int schoolsMet,
            int setAside,
            List<SchoolLine> schools) {}

    /// @param certificates only with `?detail=certificates`
    @Serdeable
    record SchoolLine(
            String id,
            String name,
            String level,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String city,
            Total total,
            boolean met,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable OffsetDateTime completedAt,
            @Nullable List<CertificateProgress> certificates) {}

    @Serdeable
    record ProgressSchool(
            String id,
            String name,
            String level,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String city,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String route,
            Codes entries,
            boolean met) {}

    @Serdeable
    record Codes(String teacher, String student) {}

    /// What is shown of a standing.
    private record ProvinceView(boolean withCertificates, Quality quality) {}

    @Get("/progress")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "How far the province is: totals, and a line per school; quality: all or unflagged")
    @ApiResponse(
            responseCode = "200",
            description = "Less than a second old",
            content = @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(implementation = ProvinceProgress.class)))
    CompletionStage<HttpResponse<byte[]>> progress(
            HttpHeaders headers,
            String id,
            @Nullable @QueryValue String detail,
            @Nullable @QueryValue String quality) {
        var view = new ProvinceView("certificates".equals(detail), Quality.parse(quality));
        return standings.ofCampaignLater(campaign(id))
                .thenCompose(standing -> bodies.of(standing, view, asOf -> province(standing, view, asOf)))
                .thenApply(body -> body.answer(headers));
    }

    @Get("/schools")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(summary = "The schools with their codes, in roster order")
    Page<ProgressSchool> schools(
            String id,
            @QueryValue(defaultValue = "0") int page,
            @QueryValue(defaultValue = "50") int size) {
        Page.check(page, size);
        var standing = standings.ofCampaign(campaign(id));
        var codes = entries.codesOf(standing.campaign().id());
        var lines = standing.lines(Quality.ALL);
        var items = lines.stream().skip((long) page * size).limit(size).map(line -> {
            var school = line.school();
            var own = Objects.requireNonNull(codes.get(school.id()));
            return new ProgressSchool(
                    Ids.text(school.id()),
                    school.name(),
                    school.level(),
                    school.city(),
                    school.route(),
                    new Codes(own.teacher().text(), own.student().text()),
                    line.progress().met());
        }).toList();
        return new Page<>(items, page, size, lines.size());
    }

    @Get("/live")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @Operation(summary = "Counts as they change, as server-sent events")
    Publisher<Event<?>> live(Authentication authentication, String id) {
        return watch.whileSignedIn(authentication, live.of(campaigns.findOr404(id)));
    }

    private static long campaign(String id) {
        return Ids.parse(id).orElseThrow(Problem.NOT_FOUND::exception);
    }

    private static ProvinceProgress province(CampaignStanding standing, ProvinceView view, Instant asOf) {
        var lines = standing.lines(view.quality());
        return new ProvinceProgress(
                Time.shown(asOf),
                lines.stream().map(line -> line.progress().total()).reduce(Total.ZERO, Total::plus),
                (int) lines.stream().filter(line -> line.progress().met()).count(),
                standing.setAside(),
                lines.stream().map(line -> line(line, view.withCertificates())).toList());
    }

    private static SchoolLine line(ProgressLine line, boolean withCertificates) {
        var school = line.school();
        return new SchoolLine(
                Ids.text(school.id()),
                school.name(),
                school.level(),
                school.city(),
                line.progress().total(),
                line.progress().met(),
                line.completedAt().map(Time::shown).orElse(null),
                withCertificates ? line.progress().certificates() : null);
    }
}
