package io.github.certpulse.survey.rosterimport;

import io.github.certpulse.platform.body.Uploads;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
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
import io.micronaut.http.annotation.QueryValue;
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
    @Operation(
            summary = "Import the roster from XLSX or CSV, all or nothing",
            description = """
                    Reads the first visible sheet with the roster's heading, which may stand below titles and notes \
                    and in two rows. Merged cells count as filled; hidden rows, totals, footnotes and repeated \
                    headings are left out and listed among the warnings. `dryRun` stores nothing. `strict` refuses \
                    the roster with `roster-invalid` where a name is so similar to another one that both could mean \
                    the same.""")
    RosterView importRoster(
            HttpRequest<?> request,
            String id,
            @Part("file") CompletedFileUpload file,
            @QueryValue(defaultValue = "false") boolean dryRun,
            @QueryValue(defaultValue = "false") boolean strict) throws IOException {
        var campaign = campaigns.findOr404(id);
        var inspection = uploads.read(file, reader::inspect);
        var language = ProblemHandler.language(request);
        return switch (inspection.reading()) {
            case RosterReading.Readable(var rows) -> {
                if (strict) {
                    refuseSimilarNames(rosters.plan(campaign, rows), language);
                }
                var summary = dryRun ? RosterImport.Summary.of(rosters.plan(campaign, rows), rows)
                        : rosters.run(campaign, rows);
                var warnings = Stream.concat(inspection.warnings().stream(), summary.warnings().stream());
                yield new RosterView(
                        summary.schools(),
                        summary.certificates(),
                        summary.rows(),
                        summary.withdrawn(),
                        warnings.map(warning -> WarningView.from(warning, language)).toList());
            }
            case RosterReading.Invalid(var violations) -> throw invalid(violations, language);
        };
    }

    private static void refuseSimilarNames(RosterPlan plan, Locale language) {
        if (!plan.similar().isEmpty()) {
            throw invalid(plan.similar().stream().map(RosterWarning::asViolation).toList(), language);
        }
    }

    private static ProblemException invalid(List<RosterViolation> violations, Locale language) {
        return Problem.ROSTER_INVALID.with(Map.of("violations", asJson(violations, language)));
    }

    /// What a roster contained, and the warnings for its author.
    ///
    /// @param certificates pairs of a school and a certificate
    /// @param rows         rows with content that are not hidden, the heading aside
    /// @param withdrawn    certificates that these schools no longer have
    @Serdeable
    record RosterView(int schools, int certificates, int rows, int withdrawn, List<WarningView> warnings) {}

    /// @param code  `hidden-rows`; `rows-dropped` for rows that are no data; `sheet-chosen` where the first visible
    ///              sheet was not read, or others look like rosters too; `value-read-as` for a level in other words or
    ///              a name in another spelling than the campaign's; `similar-schools` and `similar-certificates` for
    ///              names that could mean the same
    /// @param rows  as spreadsheets count rows, from 1; of a pair of names, those of the first
    /// @param names as in the file; for `value-read-as`, the value as written and as it was read; for `sheet-chosen`,
    ///              the sheet that was read, then others like it; for similar names, both
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
