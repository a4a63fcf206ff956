package io.github.certpulse.console.signin;

import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.secondfactor.Enrolments;
import io.github.certpulse.access.secondfactor.OpenWithoutSecondFactor;
import io.github.certpulse.access.secondfactor.SecondFactors;
import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.signin.SecondFactorPage.State;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import java.util.function.Supplier;

/// Lets a member of the office set up their second factor and remove it.
@Controller(Addresses.SECOND_FACTOR)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Hidden
@OpenWithoutSecondFactor
class SecondFactorPages {
    private static final String PART = "console/signin/second-factor-part";
    private final SecondFactors factors;
    private final Enrolments enrolments;
    private final Views views;

    SecondFactorPages(SecondFactors factors, Enrolments enrolments, Views views) {
        this.factors = factors;
        this.enrolments = enrolments;
        this.views = views;
    }

    @Serdeable
    record CodeFields(@Nullable String code) {

        String text() {
            return Optional.ofNullable(code).orElse("");
        }
    }

    @Get
    HttpResponse<String> own(Visit visit, Authentication authentication) {
        if (!factors.isOn()) {
            throw Problem.NOT_FOUND.exception();
        }
        var person = Person.from(authentication);
        return views.show(visit, "console/signin/second-factor", page(person, state(person), Optional.empty()));
    }

    @Post
    @Consumes(MediaType.ALL)
    HttpResponse<String> begin(Visit visit, Authentication authentication) {
        var person = Person.from(authentication);
        return show(visit, person, () -> new State.Begun(enrolments.begin(person)));
    }

    @Post("/confirmation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> confirm(Visit visit, Authentication authentication, @Body CodeFields fields) {
        var person = Person.from(authentication);
        return show(visit, person, () -> new State.Confirmed(enrolments.confirm(person, fields.text())));
    }

    @Post("/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> remove(Visit visit, Authentication authentication, @Body CodeFields fields) {
        var person = Person.from(authentication);
        return show(visit, person, () -> {
            enrolments.remove(person, fields.text());
            return new State.Absent();
        });
    }

    private HttpResponse<String> show(Visit visit, Person person, Supplier<State> action) {
        try {
            return views.show(visit, PART, page(person, action.get(), Optional.empty()));
        } catch (ProblemException refused) {
            return views.show(
                    visit,
                    PART,
                    page(person, state(person), Optional.of(refused)),
                    HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    private SecondFactorPage page(Person person, State state, Optional<ProblemException> refused) {
        return new SecondFactorPage(factors.isRequired(), state, factors.recoveryCodes(person), refused);
    }

    private State state(Person person) {
        return factors.since(person)
                .<State>map(State.Present::new)
                .or(() -> enrolments.unconfirmed(person).map(State.Begun::new))
                .orElseGet(State.Absent::new);
    }
}
