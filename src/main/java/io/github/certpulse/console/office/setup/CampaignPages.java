package io.github.certpulse.console.office.setup;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.progress.CampaignProgress;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.sample.Sample;
import io.github.certpulse.sample.Samples;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.retention.Retentions;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The list of campaigns, and the guided start of a new one. The guided start's address contains the whole draft, so
/// that nothing is lost when people go back and forth, reload the page or make a mistake.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.OFFICE)
@Hidden
class CampaignPages {
    private static final Set<String> STEPS = Set.of("1", "2", "3", "4");
    private final Campaigns campaigns;
    private final CampaignProgress progress;
    private final Retentions retentions;
    private final Samples samples;
    private final Drafts drafts;
    private final Views views;

    CampaignPages(
            Campaigns campaigns,
            CampaignProgress progress,
            Retentions retentions,
            Samples samples,
            Drafts drafts,
            Views views) {
        this.campaigns = campaigns;
        this.progress = progress;
        this.retentions = retentions;
        this.samples = samples;
        this.drafts = drafts;
        this.views = views;
    }

    @Get(Addresses.OFFICE)
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    HttpResponse<String> all(Visit visit, @Nullable @QueryValue String removed) {
        var cards = new ArrayList<CampaignList.Card>();
        for (var campaign : campaigns.all()) {
            cards.add(card(campaign));
        }
        return views.show(
                visit,
                "console/office/setup/list",
                new CampaignList(
                        cards,
                        Set.copyOf(samples.present()),
                        Arrays.stream(Sample.values()).filter(sample -> sample.code().equals(removed)).findFirst()));
    }

    /// @param at   the step that the form is from
    /// @param step the step to go to
    @Get(Addresses.NEW_CAMPAIGN)
    HttpResponse<String> guided(
            HttpRequest<?> request,
            Visit visit,
            @Nullable @QueryValue String at,
            @Nullable @QueryValue String step) {
        if (at == null && step == null) {
            return views.show(
                    visit,
                    "console/office/setup/new",
                    drafts.page(drafts.fresh(visit.now()), DraftPage.BASICS, List.of()));
        }
        var draft = Draft.from(request.getParameters());
        var shown = step(at);
        if (visit.fragment()) {
            // The form was not sent: the page's address is updated, so that a reload keeps what was typed.
            return views.show(visit, "console/office/setup/meaning", drafts.page(draft, shown, List.of()))
                    .header("HX-Replace-Url", Addresses.NEW_CAMPAIGN + "?at=" + shown + "&" + draft.query());
        }
        return views.show(
                visit,
                "console/office/setup/new",
                step == null ? drafts.page(draft, shown, List.of()) : drafts.guided(draft, step(step)));
    }

    /// What the numbers on a form mean.
    @Get(Addresses.CAMPAIGN_RULE)
    HttpResponse<String> rule(HttpRequest<?> request, Visit visit) {
        return views.show(
                visit,
                "console/office/setup/rule",
                drafts.page(Draft.from(request.getParameters()), DraftPage.RULE, List.of()));
    }

    @Post(Addresses.CAMPAIGNS)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> create(Visit visit, @Body Map<String, Object> form) {
        var draft = Draft.from(form);
        var review = drafts.guided(draft, DraftPage.REVIEW);
        return review.violations().isEmpty()
                ? Views.go(visit, Addresses.campaign(campaigns.create(draft.json(), false), "roster"))
                : views.show(visit, "console/office/setup/guide", review, HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Post(Addresses.SAMPLES + "/{name}")
    @Consumes(MediaType.ALL)
    HttpResponse<String> loadSample(Visit visit, String name) {
        var _ = samples.load(name).orElseThrow(Problem.NOT_FOUND::exception);
        return Views.go(visit, Addresses.OFFICE);
    }

    private CampaignList.Card card(Campaign campaign) {
        var schools = progress.of(campaign, Quality.ALL);
        return new CampaignList.Card(
                campaign,
                schools.size(),
                (int) schools.stream().filter(school -> school.progress().met()).count(),
                retentions.of(campaign));
    }

    private static int step(@Nullable String text) {
        return text != null && STEPS.contains(text) ? Integer.parseInt(text) : DraftPage.BASICS;
    }
}
