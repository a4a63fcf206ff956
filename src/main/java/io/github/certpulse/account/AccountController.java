package io.github.certpulse.account;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.certpulse.campaign.Campaigns;
import io.github.certpulse.problem.Problem;
import io.github.certpulse.shared.Ids;
import io.github.certpulse.shared.Rights;
import io.github.certpulse.shared.Time;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.OFFICE)
@Tag(name = "Accounts")
class AccountController {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final List<String> HEADINGS = List.of("school", "username", "password");
    private final Campaigns campaigns;
    private final SchoolAccounts schoolAccounts;
    private final StaffAccounts staffAccounts;
    private final AccountRepository accounts;

    AccountController(Campaigns campaigns, SchoolAccounts schoolAccounts, StaffAccounts staffAccounts, AccountRepository accounts) {
        this.campaigns = campaigns;
        this.schoolAccounts = schoolAccounts;
        this.staffAccounts = staffAccounts;
        this.accounts = accounts;
    }

    @Serdeable
    record NewAccount(@Nullable String username, @Nullable String role) {}

    /// @param firstPassword shown this once
    @Serdeable
    record FirstPassword(String username, String firstPassword) {}

    /// @param school the school's id; null for the office
    @Serdeable
    record AccountView(String id, String username, String role, @Nullable String school, boolean mustChangePassword, OffsetDateTime createdAt) {}

    @Post("/campaigns/{id}/accounts")
    @Produces(MediaType.ALL)
    @Operation(summary = "Open an account for each school without one; first passwords as CSV or XLSX")
    HttpResponse<byte[]> openForSchools(HttpHeaders headers, String id) {
        var signIns = schoolAccounts.open(campaigns.named(id));
        var asCsv = headers.accept().stream().anyMatch(type -> type.getName().equals(MediaType.TEXT_CSV));
        return HttpResponse.ok(asCsv ? csv(signIns) : xlsx(signIns))
                .contentType(asCsv ? MediaType.TEXT_CSV + ";charset=UTF-8" : XLSX)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"accounts.%s\"".formatted(asCsv ? "csv" : "xlsx"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Get("/accounts")
    @Operation(summary = "All accounts")
    List<AccountView> all() {
        return accounts.all().stream()
                .map(account -> new AccountView(Ids.text(account.id()), account.username(), account.role(),
                        account.schoolId() == null ? null : Ids.text(account.schoolId()), account.mustChangePassword(), Time.shown(account.createdAt())))
                .toList();
    }

    @Post("/accounts")
    @Operation(summary = "Open an account of the office, OFFICE or OFFICE_VIEWER")
    HttpResponse<FirstPassword> open(@Body NewAccount wanted) {
        var username = wanted.username() == null ? "" : wanted.username();
        return HttpResponse.created(new FirstPassword(username, staffAccounts.open(username, wanted.role() == null ? "" : wanted.role())));
    }

    @Post("/accounts/{id}/password")
    @Operation(summary = "A new first password for somebody who forgot the own one")
    HttpResponse<FirstPassword> reset(String id) {
        var account = Ids.parse(id).flatMap(accounts::findById).orElseThrow(Problem.NOT_FOUND::exception);
        return HttpResponse.created(new FirstPassword(account.username(), staffAccounts.reset(account)));
    }

    /// UTF-8 with a byte order mark, so that Excel reads the Chinese names.
    private static byte[] csv(List<SchoolAccounts.FirstSignIn> signIns) {
        var text = new StringWriter();
        text.write('\uFEFF');
        try (var writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(HEADINGS);
            signIns.forEach(signIn -> writer.writeRecord(signIn.school(), signIn.username(), signIn.password()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] xlsx(List<SchoolAccounts.FirstSignIn> signIns) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "CertPulse", "1.0")) {
            var sheet = workbook.newWorksheet("accounts");
            for (var column = 0; column < HEADINGS.size(); column++) {
                sheet.value(0, column, HEADINGS.get(column));
            }
            sheet.freezePane(0, 1);
            for (var row = 0; row < signIns.size(); row++) {
                sheet.value(row + 1, 0, signIns.get(row).school());
                sheet.value(row + 1, 1, signIns.get(row).username());
                sheet.value(row + 1, 2, signIns.get(row).password());
            }
            sheet.width(0, 36);
            sheet.width(1, 14);
            sheet.width(2, 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
