package io.github.certpulse.console.school;

import io.github.certpulse.access.account.Clerks;
import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.numbers.feedback.SchoolResults;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Hidden;

/// The page with the results of a school's own respondents.
@Controller(Addresses.SCHOOL_RESULTS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.SCHOOL)
@Hidden
class SchoolResultPages {
    private final Clerks clerks;
    private final SchoolResults results;
    private final Questionnaires questionnaires;
    private final Views views;

    SchoolResultPages(Clerks clerks, SchoolResults results, Questionnaires questionnaires, Views views) {
        this.clerks = clerks;
        this.results = results;
        this.questionnaires = questionnaires;
        this.views = views;
    }

    @Get
    HttpResponse<String> results(
            Visit visit,
            Authentication authentication,
            @QueryValue(defaultValue = "TEACHER") String role) {
        var parsedRole = Role.parse(role).orElseThrow(Problem.NOT_FOUND::exception);
        var own = clerks.ownSchool(authentication);
        var campaign = own.campaign();
        var current = campaign.questionnaire(parsedRole);
        var definition = questionnaires.find(current.code(), current.version()).orElseThrow().definition();
        return views.show(
                visit,
                "console/school/results",
                new SchoolResultPage(
                        campaign,
                        parsedRole,
                        results.latest(campaign, own.school(), parsedRole),
                        definition));
    }
}
