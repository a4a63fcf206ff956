package io.github.certpulse.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.account.Person;
import io.github.certpulse.answer.Filter.Quality;
import io.github.certpulse.campaign.Campaign;
import io.github.certpulse.campaign.CampaignRepository;
import io.github.certpulse.campaign.CertificateRepository;
import io.github.certpulse.campaign.School;
import io.github.certpulse.campaign.SchoolRepository;
import io.github.certpulse.completion.Completion;
import io.github.certpulse.completion.Completions;
import io.github.certpulse.problem.Problem;
import io.github.certpulse.progress.Progress.CertificateProgress;
import io.github.certpulse.progress.Progress.Total;
import io.github.certpulse.shared.Ids;
import io.github.certpulse.shared.Rights;
import io.github.certpulse.shared.Time;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/// What a school's clerk asks: how far are we, and are we done.
@Controller("/api/v1/school")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.SCHOOL)
@Tag(name = "School")
class SchoolController {
    private final SchoolRepository schools;
    private final CampaignRepository campaigns;
    private final CertificateRepository certificates;
    private final Counts counts;
    private final Completions completions;
    private final Clock clock;

    SchoolController(SchoolRepository schools, CampaignRepository campaigns, CertificateRepository certificates, Counts counts,
            Completions completions, Clock clock) {
        this.schools = schools;
        this.campaigns = campaigns;
        this.certificates = certificates;
        this.counts = counts;
        this.completions = completions;
        this.clock = clock;
    }

    /// @param completedAt when the school declared its survey complete; null before
    @Serdeable
    record SchoolProgress(SchoolView school, CampaignView campaign, OffsetDateTime asOf, List<CertificateProgress> certificates,
            Total total, boolean met, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable OffsetDateTime completedAt) {}

    @Serdeable
    record SchoolView(String id, String name, String level, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String city) {}

    @Serdeable
    record CampaignView(String id, String title, OffsetDateTime opensAt, OffsetDateTime closesAt, Campaign.State state, boolean sample) {}

    @Serdeable
    record CompletionView(OffsetDateTime completedAt, String receipt) {}

    @Get("/progress")
    @Operation(summary = "How far the own school is; quality: all or unflagged")
    SchoolProgress progress(Authentication authentication, @Nullable @QueryValue String quality) throws SQLException {
        var school = own(authentication);
        var campaign = campaigns.findById(school.campaignId()).orElseThrow();
        var progress = progress(campaign, school, counts.of(List.of(school.id())), Quality.of(quality));
        var completion = completions.of(school).map(declared -> Time.shown(declared.completedAt())).orElse(null);
        return new SchoolProgress(new SchoolView(Ids.text(school.id()), school.name(), school.level(), school.city()),
                new CampaignView(Ids.text(campaign.id()), campaign.title(), Time.shown(campaign.opensAt()), Time.shown(campaign.closesAt()), campaign.state(clock.instant()), campaign.sample()),
                Time.shown(clock.instant()), progress.certificates(), progress.total(), progress.met(), completion);
    }

    @Post("/completion")
    @Operation(summary = "Declare the own school's survey complete")
    @ApiResponse(responseCode = "201", description = "Declared")
    @ApiResponse(responseCode = "200", description = "Declared before")
    @ApiResponse(responseCode = "409", description = "`quota-unmet` with `shortages`")
    HttpResponse<CompletionView> complete(Authentication authentication) throws SQLException {
        var school = own(authentication);
        var earlier = completions.of(school);
        if (earlier.isPresent()) {
            return HttpResponse.ok(view(earlier.get()));
        }
        var shortages = progress(campaigns.findById(school.campaignId()).orElseThrow(), school, counts.exact(List.of(school.id())), Quality.ALL).shortages();
        if (!shortages.isEmpty()) {
            throw Problem.QUOTA_UNMET.with(Map.of("shortages", shortages));
        }
        var declared = completions.declare(school);
        var body = view(declared.completion());
        return declared.first() ? HttpResponse.created(body) : HttpResponse.ok(body);
    }

    private Progress progress(Campaign campaign, School school, Map<Long, SchoolCounts> received, Quality quality) throws SQLException {
        var input = new Progress.Input(received.getOrDefault(school.id(), SchoolCounts.NONE), counts.flagged(campaign).getOrDefault(school.id(), SchoolCounts.NONE));
        return Progress.of(campaign.quotaRule(), certificates.ofSchool(school.id()), input, quality);
    }

    private School own(Authentication authentication) {
        return schools.findById(Person.of(authentication).ownSchool()).orElseThrow(Problem.NOT_FOUND::exception);
    }

    private static CompletionView view(Completion completion) {
        return new CompletionView(Time.shown(completion.completedAt()), completion.receipt());
    }
}
