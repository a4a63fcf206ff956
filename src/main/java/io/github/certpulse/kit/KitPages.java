package io.github.certpulse.kit;

import io.github.certpulse.account.SchoolAccounts;
import io.github.certpulse.campaign.Campaigns;
import io.github.certpulse.campaign.SchoolRepository;
import io.github.certpulse.console.Views;
import io.github.certpulse.console.Visit;
import io.github.certpulse.shared.Rights;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;

@Controller("/office/campaigns/{id}/kit")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Secured(Rights.OFFICE)
@Hidden
class KitPages {
    private final Campaigns campaigns;
    private final SchoolRepository schools;
    private final SchoolAccounts accounts;
    private final Views views;

    KitPages(Campaigns campaigns, SchoolRepository schools, SchoolAccounts accounts, Views views) {
        this.campaigns = campaigns;
        this.schools = schools;
        this.accounts = accounts;
        this.views = views;
    }

    @Get
    HttpResponse<String> kit(Visit visit, String id) {
        var campaign = campaigns.named(id);
        var open = accounts.of(campaign).values();
        return views.show(visit, "kit/kit", new KitPage(campaign, schools.countOfCampaign(campaign.id()), open.size(), (int) open.stream().filter(Kit::isUnused).count()));
    }
}
