package io.github.certpulse.survey.rosterimport;

import io.github.certpulse.platform.body.Uploads;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.roster.RosterReader;
import io.github.certpulse.survey.roster.RosterReading;
import io.github.certpulse.survey.roster.RosterViolation;
import io.github.certpulse.survey.roster.RosterWarning;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

@Controller("/api/v1/campaigns/{id}/roster")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Campaigns")
class RosterController {
    private final Campaigns campaigns;
    private final Uploads uploads;
    private final RosterReader reader;
    private final RosterImport rosters;

    RosterController(Campaigns campaigns, Uploads uploads, RosterReader reader, RosterImport rosters) {
        this.campaigns = campaigns;
        this.uploads = uploads;
        this.reader = reader;
        this.rosters = rosters;
    }

    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Secured(Rights.OFFICE)
    @Operation(summary = "Import the roster from XLSX or CSV, all or nothing")
    RosterView importRoster(HttpRequest<?> request, String id, @Part("file") CompletedFileUpload file)
            throws IOException {
        var campaign = campaigns.findOr404(id);
        var inspection = uploads.read(file, reader::inspect);
        var language = ProblemHandler.language(request);
        return switch (inspection.reading()) {
            case RosterReading.Readable(var rows) -> {
                var summary = rosters.run(campaign, rows);
                var warnings = Stream.concat(inspection.warnings().stream(), summary.respelled().stream());
                yield new RosterView(
                        summary.schools(),
                        summary.certificates(),
                        summary.rows(),
                        summary.withdrawn(),
                        warnings.map(warning -> WarningView.from(warning, language)).toList());
            }
            case RosterReading.Invalid(var violations) ->
                    throw Problem.ROSTER_INVALID.with(Map.of("violations", asJson(violations, language)));
        };
    }

    /// What a roster contained, and the warnings for its author.
    ///
    /// @param certificates pairs of a school and a certificate
    /// @param rows         rows with content that are not hidden, the heading aside
    /// @param withdrawn    certificates that these schools no longer have
    @Serdeable
    record RosterView(int schools, int certificates, int rows, int withdrawn, List<WarningView> warnings) {}

    /// @param code  `hidden-rows`, or `value-read-as` for a name in another spelling than the campaign's
    /// @param names as in the file; for `value-read-as`, the name as written and as the campaign spells it
    @Serdeable
    record WarningView(String code, List<Integer> rows, List<String> names, String message) {
        static WarningView from(RosterWarning warning, Locale language) {
            return new WarningView(warning.code(), warning.rows(), warning.names(), warning.message().in(language));
        }
    }

    private static List<Map<String, Object>> asJson(List<RosterViolation> violations, Locale language) {
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
}
