package io.github.certpulse.console.signin;

import io.github.certpulse.access.account.Account;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.account.StaffTokens;
import io.github.certpulse.access.signin.KnownDevices;
import io.github.certpulse.access.signin.OpenWithFirstPassword;
import io.github.certpulse.access.signin.SignIn;
import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.SessionCookie;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.http.StaffRole;
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

/// The way into the consoles and out of them, and the change of one's own password.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@OpenWithFirstPassword
class SignInPages {
    private final SignIn signIn;
    private final StaffTokens tokens;
    private final SessionCookie cookie;
    private final Views views;
    private final KnownDevices devices;

    SignInPages(SignIn signIn, StaffTokens tokens, SessionCookie cookie, Views views, KnownDevices devices) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.cookie = cookie;
        this.views = views;
        this.devices = devices;
    }

    @Serdeable
    record Credentials(@Nullable String username, @Nullable String password, @Nullable String next) {}

    @Serdeable
    record Passwords(@Nullable String current, @Nullable String wanted, @Nullable String again) {}

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
    HttpResponse<String> signIn(HttpRequest<?> request, Visit visit, @Body Credentials given) {
        var username = Optional.ofNullable(given.username()).orElse("").strip();
        var next = Addresses.orStart(Optional.ofNullable(given.next()).orElse(""));
        var client = devices.clientOf(request);
        try {
            var account = signIn.with(username, Optional.ofNullable(given.password()).orElse(""), client);
            return Views.go(visit, account.mustChangePassword() ? Addresses.PASSWORD : page(account, next))
                    .cookie(cookie.holding(tokens.issue(account)))
                    .cookie(devices.cookieFor(client, account.username()));
        } catch (ProblemException refused) {
            return views.show(
                    visit,
                    "console/signin/sign-in",
                    new SignInForm(username, next, Optional.of(refused)),
                    HttpStatus.valueOf(refused.problem().status()));
        }
    }

    @Post(Addresses.SIGN_OUT)
    @Consumes(MediaType.ALL)
    HttpResponse<String> signOut(Visit visit) {
        return Views.go(visit, Addresses.START).cookie(cookie.empty());
    }

    @Get(Addresses.PASSWORD)
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER, Rights.SCHOOL})
    HttpResponse<String> password(Visit visit, Authentication authentication) {
        return views.show(
                visit,
                "console/signin/password",
                new PasswordForm(Person.from(authentication).mustChangePassword(), false, Optional.empty()));
    }

    @Post(Addresses.PASSWORD)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER, Rights.SCHOOL})
    HttpResponse<String> changePassword(
            HttpRequest<?> request,
            Visit visit,
            Authentication authentication,
            @Body Passwords given) {
        var person = Person.from(authentication);
        var wanted = Optional.ofNullable(given.wanted()).orElse("");
        if (!wanted.equals(given.again())) {
            return views.show(
                    visit,
                    "console/signin/password-form",
                    new PasswordForm(person.mustChangePassword(), true, Optional.empty()),
                    HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            signIn.changePassword(
                    person,
                    Optional.ofNullable(given.current()).orElse(""),
                    wanted,
                    devices.clientOf(request));
            return Views.go(visit, visit.home());
        } catch (ProblemException refused) {
            return views.show(
                    visit,
                    "console/signin/password-form",
                    new PasswordForm(person.mustChangePassword(), false, Optional.of(refused)),
                    HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    /// The page that was asked for, or else the beginning of the person's console.
    private static String page(Account account, String next) {
        if (!next.equals(Addresses.START)) {
            return next;
        }
        return account.role() == StaffRole.SCHOOL ? Addresses.SCHOOL : Addresses.OFFICE;
    }
}
