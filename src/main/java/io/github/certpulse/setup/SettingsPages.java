package io.github.certpulse.setup;

import io.github.certpulse.campaign.Campaign;
import io.github.certpulse.campaign.Campaigns;
import io.github.certpulse.console.Views;
import io.github.certpulse.console.Visit;
import io.github.certpulse.problem.Problem;
import io.github.certpulse.problem.ProblemException;
import io.github.certpulse.problem.Words;
import io.github.certpulse.sample.CampaignRemoval;
import io.github.certpulse.sample.Samples;
import io.github.certpulse.shared.Json;
import io.github.certpulse.shared.Rights;
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
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A campaign's settings: changed, the change taken back, the campaign removed.
@Controller("/office/campaigns/{id}/settings")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Secured(Rights.OFFICE)
@Hidden
class SettingsPages {
    private final Campaigns campaigns;
    private final Drafts drafts;
    private final Consequences consequences;
    private final CampaignRemoval removal;
    private final Views views;

    SettingsPages(Campaigns campaigns, Drafts drafts, Consequences consequences, CampaignRemoval removal, Views views) {
        this.campaigns = campaigns;
        this.drafts = drafts;
        this.consequences = consequences;
        this.removal = removal;
        this.views = views;
    }

    /// @param patch what [SettingsPage#undo] said
    @Serdeable
    record Undo(@Nullable String patch) {}

    @Get
    HttpResponse<String> settings(Visit visit, String id) {
        return views.show(visit, "setup/settings", page(campaigns.named(id), Optional.empty()));
    }

    /// Saves what differs. What people would notice is said first, and saved once somebody agrees.
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> change(Visit visit, String id, @Body Map<String, Object> form) throws SQLException {
        var campaign = campaigns.named(id);
        var before = campaigns.tree(campaign);
        var draft = Draft.of(form);
        var changed = draft.changedSince(Draft.of(before));
        var patch = draft.json(changed);
        try {
            var means = changed.isEmpty() ? List.<Words>of() : consequences.of(campaign, campaigns.changed(campaign, patch));
            if (!means.isEmpty() && !form.containsKey("agreed")) {
                return views.show(visit, "setup/settings-form", new SettingsPage(campaign, drafts.page(draft, DraftPage.BASICS, List.of()), means, Optional.empty()));
            }
            if (changed.isEmpty()) {
                return views.show(visit, "setup/settings-form", page(campaign, Optional.empty()));
            }
            var after = campaigns.change(id, patch);
            var undo = new String(Json.canonical(Draft.backTo(before, changed)), StandardCharsets.UTF_8);
            return views.show(visit, "setup/settings-form", page(after, Optional.of(undo)));
        } catch (ProblemException refused) {
            return views.show(visit, "setup/settings-form", new SettingsPage(campaign, drafts.page(draft, DraftPage.BASICS, refused.violations()), List.of(), Optional.empty()), HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    @Post("/undo")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> undo(Visit visit, String id, @Body Undo undo) {
        try {
            campaigns.change(id, Json.read(Optional.ofNullable(undo.patch()).orElse("").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw Problem.MALFORMED.exception();
        }
        return Views.go(visit, "/office/campaigns/" + id + "/settings");
    }

    @Post("/removal")
    @Consumes(MediaType.ALL)
    HttpResponse<String> remove(Visit visit, String id) {
        var campaign = campaigns.named(id);
        removal.remove(campaign);
        return Views.go(visit, "/office" + Samples.name(campaign).map(name -> "?removed=" + name).orElse(""));
    }

    private SettingsPage page(Campaign campaign, Optional<String> undo) {
        return new SettingsPage(campaign, drafts.page(Draft.of(campaigns.tree(campaign)), DraftPage.BASICS, List.of()), List.of(), undo);
    }
}
