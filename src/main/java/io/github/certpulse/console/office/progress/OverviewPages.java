package io.github.certpulse.console.office.progress;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.schools.SchoolData;
import io.github.certpulse.intake.admission.NewBrowsers;
import io.github.certpulse.numbers.alarm.Alarms;
import io.github.certpulse.numbers.pace.Pace;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.retention.Retentions;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;

/// The overview of a campaign.
@Controller(Addresses.CAMPAIGN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Hidden
class OverviewPages {
    private final Campaigns campaigns;
    private final SchoolData schools;
    private final Pace pace;
    private final NewBrowsers browsers;
    private final Alarms alarms;
    private final Retentions retentions;
    private final Views views;

    OverviewPages(
            Campaigns campaigns,
            SchoolData schools,
            Pace pace,
            NewBrowsers browsers,
            Alarms alarms,
            Retentions retentions,
            Views views) {
        this.campaigns = campaigns;
        this.schools = schools;
        this.pace = pace;
        this.browsers = browsers;
        this.alarms = alarms;
        this.retentions = retentions;
        this.views = views;
    }

    @Get
    HttpResponse<String> overview(Visit visit, String id) {
        var campaign = campaigns.findOr404(id);
        var outlook = pace.outlook(campaign, visit.now(), visit.language());
        var page = Overview.from(
                campaign,
                schools.rows(campaign),
                browsers.lately(campaign),
                alarms.find(campaign),
                outlook,
                retentions.of(campaign));
        return views.show(
                visit,
                visit.fragment() ? "console/office/progress/overview-parts" : "console/office/progress/overview",
                page);
    }
}
