package io.github.certpulse.console.school;

import io.github.certpulse.access.account.Clerks;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.files.qr.QrCode;
import io.github.certpulse.intake.siteword.SiteWords;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.progress.SchoolSurvey.Declaration;
import io.github.certpulse.numbers.progress.SchoolSurvey.SurveyStatus;
import io.github.certpulse.numbers.progress.SchoolSurvey;
import io.github.certpulse.output.poster.Posters;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.entry.PublicUrl;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
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
import java.util.Optional;

/// A school's own pages: its codes and poster, its progress, the declaration and its receipt.
@Controller(Addresses.SCHOOL)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.SCHOOL)
@Hidden
class SurveyPages {
    private final SchoolSurvey survey;
    private final Clerks clerks;
    private final Posters posters;
    private final PublicUrl publicUrl;
    private final SiteWords words;
    private final Views views;

    SurveyPages(
            SchoolSurvey survey,
            Clerks clerks,
            Posters posters,
            PublicUrl publicUrl,
            SiteWords words,
            Views views) {
        this.survey = survey;
        this.clerks = clerks;
        this.posters = posters;
        this.publicUrl = publicUrl;
        this.words = words;
        this.views = views;
    }

    @Get
    HttpResponse<String> home(Visit visit, Authentication authentication) {
        var standing = standing(authentication);
        return views.show(
                visit,
                "console/school/home",
                new SurveyPage(
                        new StandingPart(standing, false),
                        posters.of(standing.campaign(), standing.school()),
                        new WordsPart(
                                words.today(standing.campaign(), standing.school(), visit.now()),
                                Optional.empty()),
                        publicUrl.localAddress(standing.campaign())));
    }

    /// The part that changes, for pages that are already open.
    @Get("/standing")
    HttpResponse<String> standing(Visit visit, Authentication authentication) {
        return visit.fragment()
                ? views.show(visit, "console/school/standing", new StandingPart(standing(authentication), false))
                : Views.go(visit, Addresses.SCHOOL);
    }

    @Post("/completion")
    @Consumes(MediaType.ALL)
    HttpResponse<String> complete(Visit visit, Authentication authentication) {
        return switch (survey.declare(Person.from(authentication).ownSchool())) {
            case Declaration.Declared _ -> Views.go(visit, Addresses.SCHOOL + "/receipt");
            case Declaration.Incomplete _ -> views.show(
                    visit,
                    "console/school/standing",
                    new StandingPart(standing(authentication), true),
                    HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }

    @Get("/receipt")
    HttpResponse<String> receipt(Visit visit, Authentication authentication) {
        var standing = standing(authentication);
        if (standing.completion().isEmpty()) {
            return Views.go(visit, Addresses.SCHOOL);
        }
        var completion = standing.completion().get();
        var link = publicUrl.base() + Addresses.CONFIRMATION + "/" + completion.receipt();
        return views.show(
                visit,
                "console/school/receipt",
                new ReceiptPage(
                        standing.school(),
                        standing.campaign(),
                        completion,
                        link,
                        new QrCode(link),
                        publicUrl.localAddress(standing.campaign())));
    }

    /// The words as large as the screen, or the part that changes for pages that are already open.
    @Get("/site-words")
    HttpResponse<String> words(Visit visit, Authentication authentication) {
        var page = wordsPart(visit, authentication, Optional.empty());
        return page.words().isEmpty() ? Views.go(visit, Addresses.SCHOOL)
                : views.show(
                        visit,
                        visit.fragment() ? "console/school/words" : "console/school/site-words",
                        page);
    }

    @Post("/site-words/{role}")
    @Consumes(MediaType.ALL)
    HttpResponse<String> changeWord(Visit visit, Authentication authentication, String role) {
        var own = clerks.ownSchool(authentication);
        var parsed = Role.parseInAddress(role)
                .filter(each -> words.isAsked(own.campaign(), own.school(), each))
                .orElseThrow(Problem.NOT_FOUND::exception);
        words.change(own.school(), parsed);
        return visit.fragment()
                ? views.show(
                        visit,
                        "console/school/words",
                        wordsPart(visit, authentication, Optional.of(parsed)))
                : Views.go(visit, Addresses.SCHOOL_WORDS);
    }

    private WordsPart wordsPart(Visit visit, Authentication authentication, Optional<Role> changed) {
        var own = clerks.ownSchool(authentication);
        return new WordsPart(words.today(own.campaign(), own.school(), visit.now()), changed);
    }

    @Get("/poster")
    HttpResponse<String> poster(Visit visit, Authentication authentication) {
        var own = clerks.ownSchool(authentication);
        posters.checkPrintable(own.campaign());
        return views.show(visit, "console/school/poster", posters.of(own.campaign(), own.school()));
    }

    private SurveyStatus standing(Authentication authentication) {
        return survey.of(Person.from(authentication).ownSchool(), Quality.ALL);
    }
}
