package io.github.certpulse.console.office.administration;

import io.github.certpulse.access.account.Account;
import io.github.certpulse.access.account.AccountRepository;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.account.StaffAccounts.AccountState;
import io.github.certpulse.access.account.StaffAccounts;
import io.github.certpulse.access.secondfactor.Enrolments;
import io.github.certpulse.access.secondfactor.SecondFactors;
import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.administration.AccountsPage.Done;
import io.github.certpulse.platform.http.Page;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.platform.sql.LikePattern;
import io.micronaut.core.annotation.Introspected;
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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;

/// Manages the accounts of the office and of the schools: opens, resets, closes and reopens them, and changes rights.
@Controller(Addresses.ACCOUNTS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.OFFICE)
@Hidden
class AccountPages {
    private static final int PAGE_SIZE = 50;
    private static final int MAX_QUERY_LENGTH = 200;
    private final StaffAccounts staff;
    private final AccountRepository accounts;
    private final SecondFactors factors;
    private final Enrolments enrolments;
    private final Views views;

    AccountPages(
            StaffAccounts staff,
            AccountRepository accounts,
            SecondFactors factors,
            Enrolments enrolments,
            Views views) {
        this.staff = staff;
        this.accounts = accounts;
        this.factors = factors;
        this.enrolments = enrolments;
        this.views = views;
    }

    /// @param kind `schools`; everything else means the office
    @Introspected
    record Search(
            @Nullable @QueryValue String kind,
            @Nullable @QueryValue String q,
            @Nullable @QueryValue Boolean first,
            @Nullable @QueryValue Integer page) {}

    @Serdeable
    record NewAccountFields(@Nullable String username, @Nullable String role) {}

    /// @param value the new value
    /// @param seen  the [AccountsPage#mark] of the account that the page shows
    @Serdeable
    record ChangeFields(@Nullable String value, @Nullable String seen) {}

    @Get
    HttpResponse<String> all(Visit visit, @RequestBean Search search) {
        return views.show(
                visit,
                visit.fragment() ? "console/office/administration/accounts-list"
                        : "console/office/administration/accounts",
                page(visit, search, Optional.empty()));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> open(Visit visit, @RequestBean Search search, @Body NewAccountFields fields) {
        var username = Optional.ofNullable(fields.username()).orElse("").strip();
        try {
            return done(
                    visit,
                    search,
                    new Done.NewPassword(
                            username,
                            staff.open(person(visit), username, Optional.ofNullable(fields.role()).orElse(""))));
        } catch (ProblemException refused) {
            return views.show(visit, "console/frame/problem-part", refused, HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    @Post("/{id}/password")
    @Consumes(MediaType.ALL)
    HttpResponse<String> reset(Visit visit, String id, @RequestBean Search search) {
        var account = staff.findOr404(id);
        return done(visit, search, new Done.NewPassword(account.username(), staff.reset(person(visit), account)));
    }

    @Post("/{id}/second-factor")
    @Consumes(MediaType.ALL)
    HttpResponse<String> resetFactor(Visit visit, String id, @RequestBean Search search) {
        var account = staff.findOr404(id);
        enrolments.reset(person(visit), account);
        return done(visit, search, new Done.FactorReset(account.username()));
    }

    @Post("/{id}/closed")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> close(Visit visit, String id, @RequestBean Search search, @Body ChangeFields change) {
        var account = staff.findOr404(id);
        return changed(
                visit,
                search,
                account,
                AccountState.from(account).withClosed("true".equals(change.value())),
                change,
                "closed",
                String.valueOf(account.closed()));
    }

    @Post("/{id}/role")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> role(Visit visit, String id, @RequestBean Search search, @Body ChangeFields change) {
        var account = staff.findOr404(id);
        var role = StaffAccounts.parseRole(Optional.ofNullable(change.value()).orElse(""));
        return changed(
                visit,
                search,
                account,
                AccountState.from(account).withRole(role),
                change,
                "role",
                account.role().name());
    }

    @Post("/{id}/contacts")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> contacts(Visit visit, String id, @RequestBean Search search, @Body ChangeFields change) {
        var account = staff.findOr404(id);
        return changed(
                visit,
                search,
                account,
                AccountState.from(account).withContacts("true".equals(change.value())),
                change,
                "contacts",
                String.valueOf(account.contacts()));
    }

    private HttpResponse<String> changed(
            Visit visit,
            Search search,
            Account account,
            AccountState after,
            ChangeFields change,
            String field,
            String before) {
        if (!AccountsPage.mark(account.role(), account.contacts(), account.closed()).equals(change.seen())) {
            throw Problem.PAGE_OUTDATED.exception();
        }
        staff.change(person(visit), account, after);
        return done(
                visit,
                search,
                new Done.Changed(
                        account.username(),
                        Addresses.account(account.id()) + "/" + field,
                        before,
                        AccountsPage.mark(after.role(), after.contacts(), after.closed()),
                        after.closed()));
    }

    private HttpResponse<String> done(Visit visit, Search search, Done done) {
        return views.show(visit, "console/office/administration/accounts-list", page(visit, search, Optional.of(done)));
    }

    private AccountsPage page(Visit visit, Search search, Optional<Done> done) {
        var schools = "schools".equals(search.kind());
        var first = Boolean.TRUE.equals(search.first());
        var q = Optional.ofNullable(search.q()).orElse("").strip();
        var shown = q.substring(0, Math.min(q.length(), MAX_QUERY_LENGTH));
        var page = Optional.ofNullable(search.page()).orElse(0);
        Page.check(page, PAGE_SIZE);
        var like = LikePattern.containing(shown);
        return new AccountsPage(
                schools,
                shown,
                first,
                new Page<>(
                        accounts.page(schools, first, like, PAGE_SIZE, page * PAGE_SIZE),
                        page,
                        PAGE_SIZE,
                        accounts.count(schools, first, like)),
                person(visit).accountId(),
                factors.isOn(),
                done);
    }

    private static Person person(Visit visit) {
        return visit.person().orElseThrow(Problem.UNAUTHORIZED::exception);
    }
}
