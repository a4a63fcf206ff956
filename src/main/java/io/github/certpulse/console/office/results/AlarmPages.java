package io.github.certpulse.console.office.results;

import io.github.certpulse.access.account.Person;
import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.numbers.alarm.Alarms;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;

/// Dismisses and restores alarms on the page of answer quality.
@Controller(Addresses.CAMPAIGN + "/alarms/{alarm}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.OFFICE)
@Hidden
class AlarmPages {
    private final Campaigns campaigns;
    private final Alarms alarms;
    private final Views views;

    AlarmPages(Campaigns campaigns, Alarms alarms, Views views) {
        this.campaigns = campaigns;
        this.alarms = alarms;
        this.views = views;
    }

    /// @param note why nobody need look again
    @Serdeable
    record DismissalFields(@Nullable String note) {}

    @Post("/dismissal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> dismiss(Visit visit, String id, String alarm, @Body DismissalFields fields) {
        var campaign = campaigns.findOr404(id);
        var note = Optional.ofNullable(fields.note())
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= Alarms.MAX_NOTE);
        note.ifPresent(
                text -> alarms
                        .dismiss(campaign, alarm, text, visit.person().map(Person::username).orElseThrow()));
        return show(visit, campaign, note.isEmpty());
    }

    @Post("/restoration")
    @Consumes(MediaType.ALL)
    HttpResponse<String> restore(Visit visit, String id, String alarm) {
        var campaign = campaigns.findOr404(id);
        alarms.restore(campaign, alarm);
        return show(visit, campaign, false);
    }

    private HttpResponse<String> show(Visit visit, Campaign campaign, boolean noteMissing) {
        return views.show(
                visit,
                "console/office/results/alarms",
                new AlarmList(campaign, alarms.find(campaign), noteMissing));
    }
}
