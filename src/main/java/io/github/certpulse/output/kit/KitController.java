package io.github.certpulse.output.kit;

import io.github.certpulse.files.name.FileName;
import io.github.certpulse.output.export.Download.Tracking;
import io.github.certpulse.output.export.Download;
import io.github.certpulse.output.export.Downloads;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.Callable;

@Controller("/api/v1/campaigns/{id}/kit.zip")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.OFFICE)
@Tag(name = "Campaigns")
class KitController {
    private final Campaigns campaigns;
    private final Kit kit;
    private final Downloads downloads;

    KitController(Campaigns campaigns, Kit kit, Downloads downloads) {
        this.campaigns = campaigns;
        this.kit = kit;
        this.downloads = downloads;
    }

    @Post
    @Consumes(MediaType.ALL)
    @Produces(MediaType.ALL)
    @Operation(
            summary = "All that the schools have to be sent: opens the accounts that are missing, "
                    + "first passwords and codes in one archive",
            description = "The first passwords are in it and nowhere else. renew=true gives a new one to every school "
                    + "that never used its own. Followed by ?download=, like the exports.")
    @ApiResponse(
            responseCode = "200",
            description = "The archive, chunked; without a last chunk where it broke off",
            content = @Content(
                    mediaType = MediaType.APPLICATION_ZIP,
                    schema = @Schema(type = "string", format = "binary")))
    HttpResponse<Download> kit(
            HttpRequest<?> request,
            String id,
            @QueryValue(defaultValue = "false") boolean renew,
            @Nullable @QueryValue String download) {
        var campaign = campaigns.findOr404(id);
        kit.checkPrintable(campaign);
        var passwords = kit.newPasswords(campaign, renew);
        var steps = kit.steps(campaign, passwords);
        var name = new FileName(
                "kit.zip",
                campaign.title() + (passwords > 0 ? "-二维码和账号.zip" : "-二维码（无初始密码）.zip"));
        var tracking = Tracking.from(campaign, download, () -> steps);
        return downloads.send(new Download(name, MediaType.APPLICATION_ZIP, tracking, (out, transfer) -> {
            // The audit trail reads from the request who opened the accounts, and this runs on another thread.
            ServerRequestContext.with(request, (Callable<Void>) () -> {
                kit.write(campaign, renew, out, transfer);
                return null;
            });
        }));
    }
}
