package io.github.certpulse.console.office.retention;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.removal.CampaignRemoval;
import io.github.certpulse.survey.retention.Destruction;
import io.github.certpulse.survey.retention.Retention;
import io.github.certpulse.survey.retention.Retentions;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;

/// Shows and changes until when the personal data of a campaign are kept, and destroys them, or the whole campaign,
/// when a person has typed its title.
@Controller(Addresses.CAMPAIGN + "/retention")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Hidden
class RetentionPages {
    private final Campaigns campaigns;
    private final Retentions retentions;
    private final Destruction destruction;
    private final CampaignRemoval removal;
    private final Views views;

    RetentionPages(
            Campaigns campaigns,
            Retentions retentions,
            Destruction destruction,
            CampaignRemoval removal,
            Views views) {
        this.campaigns = campaigns;
        this.retentions = retentions;
        this.destruction = destruction;
        this.removal = removal;
        this.views = views;
    }

    /// @param destroyAfter a day; empty: as the service's setting says
    @Serdeable
    record DayForm(@Nullable String destroyAfter) {}

    @Serdeable
    record TitleForm(@Nullable String title) {}

    @Get
    HttpResponse<String> show(Visit visit, String id) {
        return page(visit, campaigns.findOr404(id), false);
    }

    @Post
    @Secured(Rights.OFFICE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> change(Visit visit, String id, @Body DayForm form) {
        var campaign = campaigns.findOr404(id);
        var typed = form.destroyAfter() == null ? "" : form.destroyAfter();
        if (typed.isBlank()) {
            retentions.change(campaign, null);
        } else {
            var day = Retention.day(typed).orElseThrow(() -> Problem.RETENTION_INVALID.with(List.of(notADay())));
            retentions.change(campaign, day);
        }
        return page(visit, campaign, true);
    }

    private static Violation notADay() {
        return FieldRule.DAY.at(Retentions.DESTROY_AFTER);
    }

    @Post("/destruction")
    @Secured(Rights.OFFICE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> destroy(Visit visit, String id, @Body TitleForm form) {
        var campaign = campaigns.findOr404(id);
        destruction.runNow(campaign, title(form));
        return page(visit, campaigns.findOr404(id), false);
    }

    @Post("/removal")
    @Secured(Rights.OFFICE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> remove(Visit visit, String id, @Body TitleForm form) {
        removal.remove(campaigns.findOr404(id), title(form));
        return Views.go(visit, Addresses.OFFICE);
    }

    private static String title(TitleForm form) {
        return form.title() == null ? "" : form.title().strip();
    }

    private HttpResponse<String> page(Visit visit, Campaign campaign, boolean saved) {
        return views.show(
                visit,
                visit.fragment() ? "console/office/retention/retention-part" : "console/office/retention/retention",
                new RetentionPage(campaign, retentions.of(campaign), retentions.preview(campaign), saved));
    }
}
