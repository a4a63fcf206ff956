package io.github.certpulse.survey.campaign;

import io.github.certpulse.platform.body.Uploads;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.github.certpulse.survey.roster.RosterViolation;
import io.github.certpulse.survey.roster.RosterReader;
import io.github.certpulse.survey.roster.RosterReading;
import io.github.certpulse.survey.roster.RosterWarning;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

@Controller("/api/v1/campaigns")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Campaigns")
class CampaignController {
    private final Campaigns campaigns;
    private final Uploads uploads;
    private final RosterReader rosterReader;
    private final RosterImport rosterImport;
    private final Clock clock;

    CampaignController(
            Campaigns campaigns,
            Uploads uploads,
            RosterReader rosterReader,
            RosterImport rosterImport,
            Clock clock) {
        this.campaigns = campaigns;
        this.uploads = uploads;
        this.rosterReader = rosterReader;
        this.rosterImport = rosterImport;
        this.clock = clock;
    }

    @Get
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    @Operation(summary = "All campaigns, the newest first")
    List<CampaignView> all() {
        return campaigns.all().stream().map(this::view).toList();
    }

    @Post
    @Secured(Rights.OFFICE)
    @Status(HttpStatus.CREATED)
    @Operation(
            summary = "Draw up a campaign",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = CampaignView.class))))
    CampaignView create(@Body byte[] body) {
        return view(campaigns.create(read(body), false));
    }

    @Get("/{id}")
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    @Operation(summary = "One campaign; its ETag stands for what can be set, see PATCH")
    HttpResponse<CampaignView> one(String id) {
        return marked(campaigns.findOr404(id));
    }

    @Patch("/{id}")
    @Secured(Rights.OFFICE)
    @Operation(
            summary = "Change a campaign by a JSON merge patch (RFC 7396)",
            description = "With If-Match only where nobody has changed it since that ETag was given, "
                    + "else 412 campaign-changed.",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = CampaignView.class))))
    HttpResponse<CampaignView> change(
            String id,
            @Body byte[] body,
            @Nullable @Header(HttpHeaders.IF_MATCH) String seen) {
        return marked(
                seen == null || seen.equals("*") ? campaigns.change(id, read(body))
                        : campaigns.change(id, read(body), seen.replace("\"", "")));
    }

    @Post("/{id}/roster")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Secured(Rights.OFFICE)
    @Operation(summary = "Import the roster from XLSX or CSV, all or nothing")
    RosterView importRoster(HttpRequest<?> request, String id, @Part("file") CompletedFileUpload file)
            throws IOException {
        var campaign = campaigns.findOr404(id);
        var inspection = uploads.read(file, rosterReader::inspect);
        var language = ProblemHandler.language(request);
        return switch (inspection.reading()) {
            case RosterReading.Readable(var rows) -> {
                var summary = rosterImport.run(campaign, rows);
                var warnings = Stream.concat(inspection.warnings().stream(), summary.respelled().stream());
                yield new RosterView(
                        summary.schools(),
                        summary.certificates(),
                        summary.rows(),
                        summary.withdrawn(),
                        warnings.map(warning -> WarningView.from(warning, language)).toList());
            }
            case RosterReading.Invalid(var violations) ->
                    throw Problem.ROSTER_INVALID.with(Map.of("violations", shown(violations, language)));
        };
    }

    /// What a roster held, and what whoever made it should know.
    ///
    /// @param certificates pairs of a school and a certificate
    /// @param rows         rows with content that are not hidden, the heading aside
    /// @param withdrawn    certificates that these schools no longer have
    @Serdeable
    record RosterView(int schools, int certificates, int rows, int withdrawn, List<WarningView> warnings) {}

    /// @param code  `hidden-rows`, or `value-read-as` for a name in another spelling than the one that stays
    /// @param names as the file has them; of `value-read-as` the name as written and as it stays
    @Serdeable
    record WarningView(String code, List<Integer> rows, List<String> names, String message) {
        static WarningView from(RosterWarning warning, Locale language) {
            return new WarningView(warning.code(), warning.rows(), warning.names(), warning.message().in(language));
        }
    }

    private static List<Map<String, Object>> shown(List<RosterViolation> violations, Locale language) {
        return violations.stream()
                .map(
                        violation -> Map.<String, Object>of(
                                "row",
                                violation.row(),
                                "column",
                                violation.column(),
                                "code",
                                violation.code(),
                                "message",
                                violation.message().in(language)))
                .toList();
    }

    private HttpResponse<CampaignView> marked(Campaign campaign) {
        return HttpResponse.ok(view(campaign))
                .header(HttpHeaders.ETAG, "\"%s\"".formatted(Campaigns.mark(campaigns.tree(campaign))));
    }

    private CampaignView view(Campaign campaign) {
        return CampaignView.from(campaign, clock.instant());
    }

    private static JsonNode read(byte[] body) {
        try {
            var form = Json.read(body);
            if (form.isObject()) {
                return form;
            }
        } catch (IOException e) {
            // Told below: what the parser says helps nobody who fills in a form.
        }
        throw Problem.MALFORMED.because("请求正文须为 JSON 对象", "The body must be a JSON object");
    }
}
