package io.github.certpulse.console.office.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.access.account.SchoolAccounts;
import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.setup.KitPage.Downloaded;
import io.github.certpulse.output.kit.Kit;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditRepository;
import io.github.certpulse.platform.audit.AuditRow;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.sql.LikePattern;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.entry.PublicUrl;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The page from which the office downloads the kit for the schools.
@Controller(Addresses.CAMPAIGN + "/kit")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.OFFICE)
@Hidden
class KitPages {
    private final Campaigns campaigns;
    private final SchoolRepository schools;
    private final SchoolAccounts accounts;
    private final AuditRepository audit;
    private final PublicUrl publicUrl;
    private final Views views;

    KitPages(
            Campaigns campaigns,
            SchoolRepository schools,
            SchoolAccounts accounts,
            AuditRepository audit,
            PublicUrl publicUrl,
            Views views) {
        this.campaigns = campaigns;
        this.schools = schools;
        this.accounts = accounts;
        this.audit = audit;
        this.publicUrl = publicUrl;
        this.views = views;
    }

    @Get
    HttpResponse<String> kit(Visit visit, String id) {
        var campaign = campaigns.findOr404(id);
        var open = accounts.bySchool(campaign).values();
        var unused = (int) open.stream().filter(Kit::isUnused).count();
        var page = new KitPage(
                campaign,
                schools.countOfCampaign(campaign.id()),
                open.size(),
                unused,
                last(id),
                publicUrl.localAddress(campaign));
        return views.show(
                visit,
                visit.fragment() ? "console/office/setup/kit/state" : "console/office/setup/kit/kit",
                page);
    }

    private Optional<Downloaded> last(String id) {
        var withPasswords = LikePattern.containing("\"" + Kit.PASSWORDS + "\"");
        return audit.page(null, AuditAction.KIT_DOWNLOADED.text(), id, null, null, withPasswords, 1, 0)
                .stream()
                .findFirst()
                .map(row -> new Downloaded(row.at(), row.username(), passwords(row)));
    }

    private static int passwords(AuditRow row) {
        try {
            return Json.read(row.facts().getBytes(UTF_8)).get(Kit.PASSWORDS).getIntValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
