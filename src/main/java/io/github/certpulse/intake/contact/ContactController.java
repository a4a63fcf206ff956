package io.github.certpulse.intake.contact;

import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

@Controller("/api/v1/campaigns/{id}/contacts")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.CONTACTS)
@Tag(name = "Campaigns")
class ContactController {
    private final Campaigns campaigns;
    private final Contacts contacts;

    ContactController(Campaigns campaigns, Contacts contacts) {
        this.campaigns = campaigns;
        this.contacts = contacts;
    }

    @Get
    @Operation(summary = "The contacts that respondents left; every access is recorded in the audit trail")
    HttpResponse<List<Contacts.ContactView>> all(String id) {
        return HttpResponse.ok(contacts.view(campaigns.findOr404(id)));
    }
}
