package io.github.certpulse.access.account;

import io.github.certpulse.files.csv.CsvFile;
import io.github.certpulse.files.name.FileName;
import io.github.certpulse.platform.http.AcceptHeader;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.OFFICE)
@Tag(name = "Accounts")
class AccountController {
    private final Campaigns campaigns;
    private final SchoolAccounts schoolAccounts;
    private final StaffAccounts staffAccounts;
    private final AccountRepository accounts;

    AccountController(
            Campaigns campaigns,
            SchoolAccounts schoolAccounts,
            StaffAccounts staffAccounts,
            AccountRepository accounts) {
        this.campaigns = campaigns;
        this.schoolAccounts = schoolAccounts;
        this.staffAccounts = staffAccounts;
        this.accounts = accounts;
    }

    @Serdeable
    record NewAccount(@Nullable String username, @Nullable String role) {}

    /// @param firstPassword shown only once
    @Serdeable
    record FirstPassword(String username, String firstPassword) {}

    /// @param school the school's id; null for the office
    @Serdeable
    record AccountView(
            String id,
            String username,
            String role,
            @Nullable String school,
            boolean mustChangePassword,
            boolean contacts,
            boolean closed,
            OffsetDateTime createdAt) {

        static AccountView from(Account account) {
            return new AccountView(
                    Ids.text(account.id()),
                    account.username(),
                    account.role().name(),
                    account.schoolId() == null ? null : Ids.text(account.schoolId()),
                    account.mustChangePassword(),
                    account.mayReadContacts(),
                    account.closed(),
                    Time.shown(account.createdAt()));
        }
    }

    /// An absent member stays unchanged.
    ///
    /// @param contacts whether the account may read contacts; has an effect only with the role OFFICE
    @Serdeable
    record AccountChange(@Nullable String role, @Nullable Boolean contacts, @Nullable Boolean closed) {}

    @Post("/campaigns/{id}/accounts")
    @Produces(MediaType.ALL)
    @Operation(summary = "Open an account for each school without one; first passwords as CSV or XLSX")
    HttpResponse<byte[]> openForSchools(HttpHeaders headers, String id) {
        var signIns = schoolAccounts.open(campaigns.findOr404(id));
        var asCsv = AcceptHeader.prefers(headers, MediaType.TEXT_CSV_TYPE, MediaType.MICROSOFT_EXCEL_OPEN_XML_TYPE);
        return HttpResponse.ok(asCsv ? FirstSignIns.csv(signIns) : FirstSignIns.xlsx(signIns))
                .contentType(asCsv ? CsvFile.MEDIA_TYPE : MediaType.MICROSOFT_EXCEL_OPEN_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        FileName.plain(asCsv ? "accounts.csv" : "accounts.xlsx").attachment());
    }

    @Get("/accounts")
    @Operation(summary = "All accounts")
    List<AccountView> all() {
        return accounts.all().stream().map(AccountView::from).toList();
    }

    @Post("/accounts")
    @Status(HttpStatus.CREATED)
    @Operation(summary = "Open an account of the office, OFFICE or OFFICE_VIEWER")
    FirstPassword open(Authentication authentication, @Body NewAccount wanted) {
        var username = wanted.username() == null ? "" : wanted.username();
        return new FirstPassword(
                username,
                staffAccounts.open(Person.from(authentication), username, wanted.role() == null ? "" : wanted.role()));
    }

    @Post("/accounts/{id}/password")
    @Status(HttpStatus.CREATED)
    @Operation(summary = "A new first password for a person who forgot theirs")
    FirstPassword reset(Authentication authentication, String id) {
        var account = staffAccounts.findOr404(id);
        return new FirstPassword(account.username(), staffAccounts.reset(Person.from(authentication), account));
    }

    @Patch("/accounts/{id}")
    @Operation(
            summary = "Change an account's rights, close or reopen it; "
                    + "not your own account, and not the last one with the right OFFICE")
    AccountView change(Authentication authentication, String id, @Body AccountChange change) {
        var account = staffAccounts.findOr404(id);
        var before = StaffAccounts.AccountState.from(account);
        var wanted = new StaffAccounts.AccountState(
                change.role() == null ? before.role() : StaffAccounts.parseRole(change.role()),
                Objects.requireNonNullElse(change.contacts(), before.contacts()),
                Objects.requireNonNullElse(change.closed(), before.closed()));
        return AccountView.from(staffAccounts.change(Person.from(authentication), account, wanted));
    }
}
