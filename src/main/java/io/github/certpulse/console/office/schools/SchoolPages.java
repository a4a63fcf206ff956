package io.github.certpulse.console.office.schools;

import io.github.certpulse.access.account.AccountRepository;
import io.github.certpulse.access.account.SchoolAccounts;
import io.github.certpulse.access.account.StaffAccounts;
import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.schools.SchoolPage.AccountCard;
import io.github.certpulse.console.office.schools.SchoolPage.CompletionCard;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.completion.Completions;
import io.github.certpulse.survey.entry.EntryCode;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
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
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Optional;

/// The page of one school: its progress, codes, account and declaration.
@Controller(Addresses.CAMPAIGN + "/schools/{schoolId}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.OFFICE)
@Hidden
class SchoolPages {
    private final Campaigns campaigns;
    private final SchoolRepository schools;
    private final SchoolData data;
    private final SchoolAccounts schoolAccounts;
    private final StaffAccounts staffAccounts;
    private final AccountRepository accounts;
    private final Completions completions;
    private final Views views;

    SchoolPages(
            Campaigns campaigns,
            SchoolRepository schools,
            SchoolData data,
            SchoolAccounts schoolAccounts,
            StaffAccounts staffAccounts,
            AccountRepository accounts,
            Completions completions,
            Views views) {
        this.campaigns = campaigns;
        this.schools = schools;
        this.data = data;
        this.schoolAccounts = schoolAccounts;
        this.staffAccounts = staffAccounts;
        this.accounts = accounts;
        this.completions = completions;
        this.views = views;
    }

    /// @param seen     the code that the page shows as valid
    /// @param replaced the earlier code to restore
    @Serdeable
    record CodeFields(@Nullable String seen, @Nullable String replaced) {}

    /// @param receipt the receipt of the declaration that the page shows
    @Serdeable
    record Withdrawal(@Nullable String receipt) {}

    @Get
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    HttpResponse<String> one(Visit visit, String id, String schoolId) {
        var campaign = campaigns.findOr404(id);
        var school = schools.findOr404(campaign, schoolId);
        var account = visit.isOffice() ? Optional.of(account(campaign, school, Optional.empty()))
                : Optional.<AccountCard>empty();
        var page = data
                .school(
                        campaign,
                        school,
                        account,
                        new CompletionCard(campaign, school, completions.find(school), false));
        return views.show(
                visit,
                visit.fragment() ? "console/office/schools/school-progress" : "console/office/schools/school",
                page);
    }

    @Post("/codes/{role}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> replaceCode(Visit visit, String id, String schoolId, String role, @Body CodeFields codes) {
        var campaign = campaigns.findOr404(id);
        var school = schools.findOr404(campaign, schoolId);
        return views.show(
                visit,
                "console/office/schools/code",
                data.replaceCode(campaign, school, role(role), code(codes.seen())));
    }

    @Post("/codes/{role}/restoration")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> restoreCode(Visit visit, String id, String schoolId, String role, @Body CodeFields codes) {
        var campaign = campaigns.findOr404(id);
        var school = schools.findOr404(campaign, schoolId);
        var card = data.restoreCode(campaign, school, role(role), code(codes.replaced()), code(codes.seen()));
        return views.show(visit, "console/office/schools/code", card);
    }

    @Post("/account")
    @Consumes(MediaType.ALL)
    HttpResponse<String> openAccount(Visit visit, String id, String schoolId) {
        var campaign = campaigns.findOr404(id);
        var school = schools.findOr404(campaign, schoolId);
        var password = accounts.findBySchoolId(school.id()).isPresent() ? Optional.<String>empty()
                : Optional.of(schoolAccounts.open(campaign, List.of(school), () -> {}).getFirst().password());
        return views.show(visit, "console/office/schools/account", account(campaign, school, password));
    }

    @Post("/account/password")
    @Consumes(MediaType.ALL)
    HttpResponse<String> resetPassword(Visit visit, String id, String schoolId) {
        var campaign = campaigns.findOr404(id);
        var school = schools.findOr404(campaign, schoolId);
        var password =
                staffAccounts.reset(accounts.findBySchoolId(school.id()).orElseThrow(Problem.NOT_FOUND::exception));
        return views.show(visit, "console/office/schools/account", account(campaign, school, Optional.of(password)));
    }

    @Post("/completion/withdrawal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> withdrawCompletion(Visit visit, String id, String schoolId, @Body Withdrawal withdrawal) {
        var campaign = campaigns.findOr404(id);
        var school = schools.findOr404(campaign, schoolId);
        var withdrawn = completions.withdraw(school, Optional.ofNullable(withdrawal.receipt()).orElse(""));
        return views.show(
                visit,
                "console/office/schools/completion",
                new CompletionCard(campaign, school, completions.find(school), withdrawn));
    }

    private AccountCard account(Campaign campaign, School school, Optional<String> password) {
        return new AccountCard(campaign, school, accounts.findBySchoolId(school.id()), password);
    }

    private static EntryCode code(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(EntryCode::parse).orElseThrow(Problem.NOT_FOUND::exception);
    }

    private static Role role(String name) {
        return Role.parseInAddress(name).orElseThrow(Problem.NOT_FOUND::exception);
    }
}
