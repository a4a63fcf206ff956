package io.github.certpulse.numbers.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.progress.Shortages.Lack;
import io.github.certpulse.numbers.progress.Shortages.SchoolShortages;
import io.github.certpulse.platform.http.AcceptHeader;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.spelling.NameKey;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;

/// Which schools the office has to remind, and what they lack.
@Controller("/api/v1/campaigns/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Tag(name = "Progress")
class ShortageController {
    private final Campaigns campaigns;
    private final CampaignProgress progress;
    private final Clock clock;

    ShortageController(Campaigns campaigns, CampaignProgress progress, Clock clock) {
        this.campaigns = campaigns;
        this.progress = progress;
        this.clock = clock;
    }

    @Serdeable
    record ShortagesView(OffsetDateTime asOf, List<LackingSchool> schools) {}

    /// @param missing how many more must answer at least
    @Serdeable
    record LackingSchool(
            String id,
            String name,
            String level,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String city,
            int missing,
            List<LackView> shortages) {}

    /// @param certificate absent for the school's total
    @Serdeable
    record LackView(@Nullable LackingCertificate certificate, Role role, int missing) {}

    @Serdeable
    record LackingCertificate(String id, String name, String level) {}

    @Get("/shortages")
    @Produces(MediaType.ALL)
    @Operation(
            summary = "Schools that are short, those that lack most first; city and level filter; for Accept: "
                    + "text/plain a message to be pasted into a chat")
    @ApiResponse(
            responseCode = "200",
            description = "What is missing",
            content = {
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ShortagesView.class)),
                    @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = "string"))})
    HttpResponse<?> shortages(
            HttpRequest<?> request,
            String id,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String level) {
        var campaign = campaigns.findOr404(id);
        var asOf = clock.instant();
        var shortages = Shortages.from(
                progress.of(campaign, Quality.ALL),
                school -> matches(city, school.city()) && matches(level, school.level()));
        if (AcceptHeader.prefers(request.getHeaders(), MediaType.TEXT_PLAIN_TYPE, MediaType.APPLICATION_JSON_TYPE)) {
            return HttpResponse.ok(shortages.message(campaign, asOf, ProblemHandler.language(request)))
                    .contentType(MediaType.TEXT_PLAIN + ";charset=UTF-8");
        }
        return HttpResponse
                .ok(
                        new ShortagesView(
                                Time.shown(asOf),
                                shortages.schools().stream().map(ShortageController::view).toList()))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /// A blank parameter, which forms send, does not filter.
    private static boolean matches(@Nullable String filter, @Nullable String value) {
        return filter == null || filter.isBlank() || value != null && NameKey.same(filter, value);
    }

    private static LackingSchool view(SchoolShortages shortages) {
        School school = shortages.school();
        return new LackingSchool(
                Ids.text(school.id()),
                school.name(),
                school.level(),
                school.city(),
                shortages.missing(),
                shortages.lacks().stream().map(ShortageController::view).toList());
    }

    private static LackView view(Lack lack) {
        return new LackView(
                lack.certificate()
                        .map(
                                certificate -> new LackingCertificate(
                                        certificate.id(),
                                        certificate.name(),
                                        certificate.level()))
                        .orElse(null),
                lack.role(),
                lack.missing());
    }
}
