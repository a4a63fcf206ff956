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
    record SignInFields(@Nullable String username, @Nullable String password, @Nullable String next) {}

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
        var username = Optional.ofNullable(fields.username()).orElse("").strip();
        var next = Addresses.orStart(Optional.ofNullable(fields.next()).orElse(""));
        var client = devices.clientOf(request);
        try {
            var account = signIn.authenticate(username, Optional.ofNullable(fields.password()).orElse(""), client);
            return Views.go(visit, account.mustChangePassword() ? Addresses.PASSWORD : page(account, next))
                    .cookie(cookie.with(tokens.issue(account)))
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
        return Views.go(visit, Addresses.START).cookie(cookie.removal());
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
            @Body PasswordFields fields) {
        var person = Person.from(authentication);
        var newPassword = Optional.ofNullable(fields.wanted()).orElse("");
        if (!newPassword.equals(fields.again())) {
            return views.show(
                    visit,
                    "console/signin/password-form",
                    new PasswordForm(person.mustChangePassword(), true, Optional.empty()),
                    HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            signIn.changePassword(
                    person,
                    Optional.ofNullable(fields.current()).orElse(""),
                    newPassword,
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

    /// The requested page, or the first page of the person's console.
    private static String page(Account account, String next) {
        if (!next.equals(Addresses.START)) {
            return next;
        }
        return account.role() == StaffRole.SCHOOL ? Addresses.SCHOOL : Addresses.OFFICE;
    }
}
