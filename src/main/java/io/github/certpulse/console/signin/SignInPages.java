package io.github.certpulse.console.signin;

import io.github.certpulse.access.account.Account;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.secondfactor.SecondFactors;
import io.github.certpulse.access.session.Sessions;
import io.github.certpulse.access.signin.KnownDevices.Client;
import io.github.certpulse.access.signin.KnownDevices;
import io.github.certpulse.access.signin.OpenWithFirstPassword;
import io.github.certpulse.access.signin.SignIn.PasswordResult;
import io.github.certpulse.access.signin.SignIn;
import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.SessionCookie;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.http.StaffRole;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
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
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;

/// Signs people in and out of the consoles, and changes their passwords.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@OpenWithFirstPassword
class SignInPages {
    private final SignIn signIn;
    private final Sessions sessions;
    private final SecondFactors factors;
    private final SessionCookie cookie;
    private final Views views;
    private final KnownDevices devices;

    SignInPages(
            SignIn signIn,
            Sessions sessions,
            SecondFactors factors,
            SessionCookie cookie,
            Views views,
            KnownDevices devices) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.factors = factors;
        this.cookie = cookie;
        this.views = views;
        this.devices = devices;
    }

    /// User name and password in the first step; challenge and code in the second, if there is one.
    @Serdeable
    record SignInFields(
            @Nullable String username,
            @Nullable String password,
            @Nullable String challenge,
            @Nullable String code,
            @Nullable String next) {}

    @Serdeable
    record PasswordFields(@Nullable String current, @Nullable String wanted, @Nullable String again) {}

    @Get
    HttpResponse<String> start(Visit visit, @QueryValue(defaultValue = "") String next) {
        return visit.person().isPresent() ? Views.go(visit, visit.home())
                : views.show(
                        visit,
                        "console/signin/sign-in",
                        new SignInForm("", Addresses.orStart(next), Optional.empty()));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> signIn(HttpRequest<?> request, Visit visit, @Body SignInFields fields) {
        var next = Addresses.orStart(Optional.ofNullable(fields.next()).orElse(""));
        var client = devices.clientOf(request);
        if (fields.challenge() != null) {
            return signInWithCode(request, visit, fields.challenge(), fields.code(), next);
        }
        var username = Optional.ofNullable(fields.username()).orElse("").strip();
        try {
            return switch (signIn.begin(username, Optional.ofNullable(fields.password()).orElse(""), client)) {
                case PasswordResult.Sufficient(var account) -> signedIn(request, visit, account, client, next);
                case PasswordResult.CodeNeeded(var challenge) -> views
                        .show(visit, "console/signin/code", new CodeForm(challenge, next, Optional.empty()));
            };
        } catch (ProblemException refused) {
            return refused(
                    visit,
                    "console/signin/sign-in",
                    new SignInForm(username, next, Optional.of(refused)),
                    refused);
        }
    }

    private HttpResponse<String> signInWithCode(
            HttpRequest<?> request,
            Visit visit,
            String challenge,
            @Nullable String code,
            String next) {
        var client = devices.clientOf(request);
        try {
            var account = signIn.finish(challenge, Optional.ofNullable(code).orElse(""), client);
            return signedIn(request, visit, account, client, next);
        } catch (ProblemException refused) {
            return refused.problem() == Problem.UNAUTHORIZED
                    ? refused(visit, "console/signin/sign-in", new SignInForm("", next, Optional.of(refused)), refused)
                    : refused(
                            visit,
                            "console/signin/code",
                            new CodeForm(challenge, next, Optional.of(refused)),
                            refused);
        }
    }

    private HttpResponse<String> refused(Visit visit, String template, Object form, ProblemException refused) {
        return views.show(visit, template, form, HttpStatus.valueOf(refused.problem().status()));
    }

    /// Begins a new session, and ends the one of which this browser had the cookie.
    private HttpResponse<String> signedIn(
            HttpRequest<?> request,
            Visit visit,
            Account account,
            Client client,
            String next) {
        visit.person().ifPresent(sessions::signOut);
        return Views.go(visit, account.mustChangePassword() ? Addresses.PASSWORD : page(account, next))
                .cookie(cookie.with(sessions.begin(account, request)))
                .cookie(devices.cookieFor(client, account.username()));
    }

    /// Where the database cannot end the session, the person stays signed in and sees it.
    @Post(Addresses.SIGN_OUT)
    @Consumes(MediaType.ALL)
    HttpResponse<String> signOut(Visit visit) {
        visit.person().ifPresent(sessions::signOut);
        return Views.go(visit, Addresses.START).cookie(cookie.removal());
    }

    @Get(Addresses.PASSWORD)
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER, Rights.SCHOOL})
    HttpResponse<String> password(Visit visit, Authentication authentication) {
        var form = passwordForm(Person.from(authentication), false, Optional.empty());
        return views.show(visit, "console/signin/password", form);
    }

    @Post(Addresses.PASSWORD)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER, Rights.SCHOOL})
    HttpResponse<String> changePassword(
            HttpRequest<?> request,
            Visit visit,
            Authentication authentication,
            @Body PasswordFields fields) {
        var person = Person.from(authentication);
        var newPassword = Optional.ofNullable(fields.wanted()).orElse("");
        if (!newPassword.equals(fields.again())) {
            return flawed(visit, passwordForm(person, true, Optional.empty()));
        }
        try {
            var current = Optional.ofNullable(fields.current()).orElse("");
            signIn.changePassword(person, current, newPassword, devices.clientOf(request));
            return Views.go(visit, visit.home());
        } catch (ProblemException refused) {
            return flawed(visit, passwordForm(person, false, Optional.of(refused)));
        }
    }

    private HttpResponse<String> flawed(Visit visit, PasswordForm form) {
        return views.show(visit, "console/signin/password-form", form, HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private PasswordForm passwordForm(Person person, boolean differ, Optional<ProblemException> refused) {
        return new PasswordForm(person.mustChangePassword(), differ, refused, factors.isFor(person));
    }

    /// The requested page, or the first page of the person's console.
    private static String page(Account account, String next) {
        if (!next.equals(Addresses.START)) {
            return next;
        }
        return account.role() == StaffRole.SCHOOL ? Addresses.SCHOOL : Addresses.OFFICE;
    }
}
