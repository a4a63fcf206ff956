package io.github.certpulse.console.office.setaside;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.setaside.SetAsidePage.Outcome;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.Origins;
import io.github.certpulse.numbers.setaside.SetAsidePreview;
import io.github.certpulse.numbers.setaside.SetAsides;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was set aside, a preview of what would be, and the changes of both.
@Controller(Addresses.CAMPAIGN + "/set-aside")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.OFFICE)
@Hidden
class SetAsidePages {
    private final Campaigns campaigns;
    private final SetAsides setAsides;
    private final Origins origins;
    private final Views views;

    SetAsidePages(Campaigns campaigns, SetAsides setAsides, Origins origins, Views views) {
        this.campaigns = campaigns;
        this.setAsides = setAsides;
        this.origins = origins;
        this.views = views;
    }

    /// With criteria in the address also a preview, for those who may set aside.
    @Get
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    HttpResponse<String> look(Visit visit, HttpRequest<?> request, String id) {
        var fields = new HashMap<String, String>();
        request.getParameters().forEach((name, values) -> fields.put(name, values.getFirst()));
        return look(visit, campaigns.findOr404(id), Criteria.from(fields), new Outcome.Looked());
    }

    /// Shows the form again, with what is wrong, where the reason is missing or nothing matches.
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> setAside(
            Visit visit,
            Authentication authentication,
            String id,
            @Body Map<String, String> fields) {
        var campaign = campaigns.findOr404(id);
        var criteria = Criteria.from(fields);
        try {
            var form = criteria.form(fields.getOrDefault("reason", ""));
            var done = setAsides.setAside(campaign, form, authentication.getName());
            return look(visit, campaign, Criteria.NONE, new Outcome.Done(done.responses()));
        } catch (ProblemException refused) {
            return look(visit, campaign, criteria, new Outcome.Refused(refused));
        }
    }

    @Post("/{setAsideId}/undoing")
    @Consumes(MediaType.ALL)
    HttpResponse<String> undo(Visit visit, Authentication authentication, String id, String setAsideId) {
        var campaign = campaigns.findOr404(id);
        setAsides.undo(campaign, setAsideId, authentication.getName());
        return look(visit, campaign, Criteria.NONE, new Outcome.Undone());
    }

    private HttpResponse<String> look(Visit visit, Campaign campaign, Criteria criteria, Outcome outcome) {
        if (criteria.isEmpty() || !visit.isOffice()) {
            return show(visit, campaign, criteria, Optional.empty(), outcome);
        }
        try {
            return show(
                    visit,
                    campaign,
                    criteria,
                    Optional.of(setAsides.preview(campaign, criteria.form(""))),
                    outcome);
        } catch (ProblemException refused) {
            return show(visit, campaign, criteria, Optional.empty(), new Outcome.Refused(refused));
        }
    }

    private HttpResponse<String> show(
            Visit visit,
            Campaign campaign,
            Criteria criteria,
            Optional<SetAsidePreview> preview,
            Outcome outcome) {
        var schools = new LinkedHashMap<String, String>();
        var all = origins.of(campaign).values();
        all.forEach(origin -> schools.putIfAbsent(Ids.text(origin.school()), origin.schoolName()));
        var page = new SetAsidePage(
                campaign,
                criteria,
                preview,
                setAsides.ofCampaign(campaign),
                outcome,
                schools,
                all.stream().map(Origin::certificateName).distinct().toList());
        return views.show(
                visit,
                visit.fragment() ? "console/office/setaside/part" : "console/office/setaside/set-aside",
                page,
                outcome instanceof Outcome.Refused ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK);
    }
}
