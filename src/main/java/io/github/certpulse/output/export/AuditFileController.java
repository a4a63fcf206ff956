package io.github.certpulse.output.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.files.csv.CsvFile;
import io.github.certpulse.files.name.FileName;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.audit.AuditQuery;
import io.github.certpulse.platform.audit.AuditQuery.Criteria;
import io.github.certpulse.platform.audit.AuditRepository;
import io.github.certpulse.platform.audit.AuditRow;
import io.github.certpulse.platform.http.Page;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.time.ShownTime;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The audit trail as a file that programs keep elsewhere.
@Controller("/api/v1/audit.csv")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.OFFICE)
@Tag(name = "Accounts")
class AuditFileController {
    private final AuditRepository rows;
    private final Downloads downloads;
    private final Clock clock;

    AuditFileController(AuditRepository rows, Downloads downloads, Clock clock) {
        this.rows = rows;
        this.downloads = downloads;
        this.clock = clock;
    }

    @Get
    @Produces(MediaType.ALL)
    @Operation(summary = "The audit trail as CSV, newest first, with the parameters of /audit; facts as JSON")
    @ApiResponse(
            responseCode = "200",
            description = "The file, chunked",
            content = @Content(mediaType = MediaType.TEXT_CSV, schema = @Schema(type = "string", format = "binary")))
    HttpResponse<Download> csv(@RequestBean AuditQuery query) {
        var searched = query.criteria();
        // Without later rows, because a row that is added meanwhile would move others from one page to the next.
        var now = clock.instant();
        var until = searched.before() == null || searched.before().isAfter(now) ? now : searched.before();
        return downloads.send(
                new Download(
                        FileName.plain("audit.csv"),
                        CsvFile.MEDIA_TYPE,
                        (out, transfer) -> write(searched, until, out, transfer)),
                new AuditEvent(AuditAction.AUDIT_DOWNLOADED, "audit", Map.of()));
    }

    private void write(Criteria searched, Instant until, OutputStream out, Transfer transfer) throws IOException {
        var writer = new OutputStreamWriter(out, UTF_8);
        var csv = CsvFile.forExcel(writer);
        csv.line("id", "time", "username", "address", "action", "target", "facts");
        List<AuditRow> found;
        var page = 0;
        do {
            found = rows.page(
                    searched.username(),
                    searched.action(),
                    searched.target(),
                    searched.since(),
                    until,
                    searched.like(),
                    Page.MAX_SIZE,
                    Page.MAX_SIZE * page++);
            for (var row : found) {
                csv.line(
                        Ids.text(row.id()),
                        ShownTime.second(row.at()),
                        row.username(),
                        row.address(),
                        row.action(),
                        row.target(),
                        row.facts());
                transfer.count();
            }
        } while (found.size() == Page.MAX_SIZE);
        writer.flush();
    }
}
