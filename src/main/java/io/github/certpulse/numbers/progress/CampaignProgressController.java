package io.github.certpulse.numbers.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.count.LiveCounts;
import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.numbers.progress.Progress.CertificateProgress;
import io.github.certpulse.numbers.progress.Progress.Total;
import io.github.certpulse.platform.http.Page;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.entry.Entries;
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
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.reactivestreams.Publisher;

/// How far a campaign and its schools are, for the office.
@Controller("/api/v1/campaigns/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Tag(name = "Progress")
class CampaignProgressController {
    private final Campaigns campaigns;
    private final SchoolRepository schools;
    private final Entries entries;
    private final CampaignProgress progress;
    private final LiveCounts live;
    private final Clock clock;

    CampaignProgressController(
            Campaigns campaigns,
            SchoolRepository schools,
            Entries entries,
            CampaignProgress progress,
            LiveCounts live,
            Clock clock) {
        this.campaigns = campaigns;
        this.schools = schools;
        this.entries = entries;
        this.progress = progress;
        this.live = live;
        this.clock = clock;
    }

    @Serdeable
    record ProvinceProgress(OffsetDateTime asOf, Total total, int schoolsMet, List<SchoolLine> schools) {}

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

    @Get("/progress")
    @Operation(summary = "How far the province is: totals, and a line per school; quality: all or unflagged")
    ProvinceProgress progress(String id, @Nullable @QueryValue String detail, @Nullable @QueryValue String quality) {
        var lines = progress.of(campaigns.findOr404(id), Quality.parse(quality));
        var total = lines.stream().map(line -> line.progress().total()).reduce(Total.ZERO, Total::plus);
        var met = (int) lines.stream().filter(line -> line.progress().met()).count();
        return new ProvinceProgress(
                Time.shown(clock.instant()),
                total,
                met,
                lines.stream().map(line -> line(line, "certificates".equals(detail))).toList());
    }

    @Get("/schools")
    @Operation(summary = "The schools with their codes, in roster order")
    Page<ProgressSchool> schools(
            String id,
            @QueryValue(defaultValue = "0") int page,
            @QueryValue(defaultValue = "50") int size) {
        Page.check(page, size);
        var campaign = campaigns.findOr404(id);
        var codes = entries.codesOf(campaign.id());
        var items = progress.of(campaign, schools.page(campaign.id(), size, page * size), Quality.ALL)
                .stream()
                .map(line -> {
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
                })
                .toList();
        return new Page<>(items, page, size, schools.countOfCampaign(campaign.id()));
    }

    @Get("/live")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @Operation(summary = "Counts as they change, as server-sent events")
    Publisher<Event<?>> live(String id) {
        return live.of(campaigns.findOr404(id));
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
