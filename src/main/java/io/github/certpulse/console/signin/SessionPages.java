package io.github.certpulse.console.signin;

import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.secondfactor.SecondFactors;
import io.github.certpulse.access.session.Sessions;
import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.platform.http.Rights;
import io.micronaut.http.HttpResponse;
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

/// Lets a person see and end their own sessions.
@Controller(Addresses.SESSIONS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER, Rights.SCHOOL})
@Hidden
class SessionPages {
    private final Sessions sessions;
    private final SecondFactors factors;
    private final Views views;

    SessionPages(Sessions sessions, SecondFactors factors, Views views) {
        this.sessions = sessions;
        this.factors = factors;
        this.views = views;
    }

    @Get
    HttpResponse<String> all(Visit visit, Authentication authentication) {
        return show(visit, "console/signin/sessions", Person.from(authentication), Optional.empty());
    }

    @Post("/{id}/end")
    @Consumes(MediaType.ALL)
    HttpResponse<String> end(Visit visit, Authentication authentication, String id) {
        var person = Person.from(authentication);
        sessions.end(person, id);
        return show(visit, "console/signin/sessions-list", person, Optional.of(1));
    }

    @Post("/others/end")
    @Consumes(MediaType.ALL)
    HttpResponse<String> endOthers(Visit visit, Authentication authentication) {
        var person = Person.from(authentication);
        return show(visit, "console/signin/sessions-list", person, Optional.of(sessions.endOthers(person)));
    }

    private HttpResponse<String> show(Visit visit, String template, Person person, Optional<Integer> ended) {
        var page = new SessionsPage(sessions.of(person), person.session(), ended, factors.isFor(person));
        return views.show(visit, template, page);
    }
}
