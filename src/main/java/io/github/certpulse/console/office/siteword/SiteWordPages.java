package io.github.certpulse.console.office.siteword;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.intake.admission.SiteWordForm.RuleResult;
import io.github.certpulse.intake.admission.SiteWordOverview;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the office sets of whom the site word is asked, and looks at a school's words.
@Controller(Addresses.CAMPAIGN + "/site-words")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.OFFICE)
@Hidden
class SiteWordPages {
    private static final String NUMBER = "newBrowsersPerHour";
    private static final int MAX_DIGITS = 9;
    private final Campaigns campaigns;
    private final SiteWordOverview overview;
    private final Views views;

    SiteWordPages(Campaigns campaigns, SiteWordOverview overview, Views views) {
        this.campaigns = campaigns;
        this.overview = overview;
        this.views = views;
    }

    @Get
    HttpResponse<String> rule(Visit visit, String id) {
        var page = page(campaigns.findOr404(id), false);
        return views.show(visit, "console/office/siteword/site-words", page);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> save(Visit visit, String id, @Body Map<String, Object> form) {
        var campaign = campaigns.findOr404(id);
        return switch (overview.save(campaign, json(form))) {
            case RuleResult.Valid _ -> part(visit, page(campaigns.findOr404(id), true), HttpStatus.OK);
            case RuleResult.Invalid(var violations) ->
                    part(visit, again(campaign, form, violations), HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }

    /// Every look at a school's words is recorded.
    @Get("/{schoolId}")
    HttpResponse<String> words(Visit visit, String id, String schoolId) {
        var campaign = campaigns.findOr404(id);
        return views.show(
                visit,
                "console/office/siteword/school-words",
                new SchoolWordsPage(campaign, overview.look(campaign, schoolId)));
    }

    @Post("/{schoolId}/{role}")
    @Consumes(MediaType.ALL)
    HttpResponse<String> change(Visit visit, String id, String schoolId, String role) {
        var campaign = campaigns.findOr404(id);
        overview.change(
                campaign,
                schoolId,
                Role.parseInAddress(role).orElseThrow(Problem.NOT_FOUND::exception));
        return Views.go(visit, Addresses.campaign(campaign, "site-words/" + schoolId));
    }

    private SiteWordPage page(Campaign campaign, boolean saved) {
        var rule = overview.rule(campaign);
        var lines = overview.lines(campaign);
        return new SiteWordPage(campaign, rule, lines, SiteWordPage.number(rule), saved, List.of());
    }

    /// The form with everything that was chosen and filled in.
    private SiteWordPage again(Campaign campaign, Map<String, Object> form, List<Violation> violations) {
        var withoutNumber = new LinkedHashMap<>(form);
        withoutNumber.remove(NUMBER);
        var rule = switch (overview.read(campaign, json(withoutNumber))) {
            case RuleResult.Valid(var chosen) -> chosen;
            case RuleResult.Invalid _ -> overview.rule(campaign);
        };
        return new SiteWordPage(campaign, rule, overview.lines(campaign), text(form, NUMBER), false, violations);
    }

    private HttpResponse<String> part(Visit visit, SiteWordPage page, HttpStatus status) {
        return views.show(visit, "console/office/siteword/form", page, status);
    }

    private static JsonNode json(Map<String, Object> form) {
        var members = new LinkedHashMap<String, JsonNode>();
        for (var role : Role.values()) {
            members.put(role.inAddress(), JsonNode.createStringNode(text(form, role.inAddress())));
        }
        if (text(form, "where").equals("some")) {
            members.put(
                    "schools",
                    JsonNode.createArrayNode(
                            texts(form.get("schools")).stream().map(JsonNode::createStringNode).toList()));
        }
        var number = text(form, NUMBER).strip();
        if (!number.isEmpty()) {
            members.put(
                    NUMBER,
                    number.length() <= MAX_DIGITS && number.chars().allMatch(Character::isDigit)
                            ? JsonNode.createNumberNode(Integer.parseInt(number))
                            : JsonNode.createStringNode(number));
        }
        return JsonNode.createObjectNode(members);
    }

    private static String text(Map<String, Object> form, String field) {
        return texts(form.get(field)).stream().findFirst().orElse("");
    }

    private static List<String> texts(@Nullable Object value) {
        return value == null ? List.of()
                : value instanceof Collection<?> several ? several.stream().map(String::valueOf).toList()
                        : List.of(String.valueOf(value));
    }
}
