package io.github.certpulse.console.office.setup;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.setup.SettingsPage.SettingsOutcome;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.sample.Sample;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns.Preview;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.removal.CampaignRemoval;
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
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A campaign's settings: changes them, undoes the change, removes the campaign.
@Controller(Addresses.CAMPAIGN + "/settings")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.OFFICE)
@Hidden
class SettingsPages {
    private final Campaigns campaigns;
    private final Drafts drafts;
    private final Consequences consequences;
    private final Conflicts conflicts;
    private final CampaignRemoval removal;
    private final Views views;

    SettingsPages(
            Campaigns campaigns,
            Drafts drafts,
            Consequences consequences,
            Conflicts conflicts,
            CampaignRemoval removal,
            Views views) {
        this.campaigns = campaigns;
        this.drafts = drafts;
        this.consequences = consequences;
        this.conflicts = conflicts;
        this.removal = removal;
        this.views = views;
    }

    /// @param patch the patch of [SettingsOutcome.Saved]
    /// @param seen  the settings that the page shows, as JSON
    @Serdeable
    record Undo(@Nullable String patch, @Nullable String seen) {}

    @Get
    HttpResponse<String> settings(Visit visit, String id) {
        return views.show(
                visit,
                "console/office/setup/settings",
                page(campaigns.findOr404(id), new SettingsOutcome.Shown()));
    }

    /// Saves the fields that differ from the settings from which the form was made. Where somebody else has saved
    /// something since, both versions are shown instead. A change that respondents or schools would notice is described
    /// first, and saved once the person agrees.
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> change(Visit visit, String id, @Body Map<String, Object> form) {
        var campaign = campaigns.findOr404(id);
        var seen = tree(form.get("seen"));
        var draft = Draft.from(form);
        if (!Campaigns.settingsHash(seen).equals(Campaigns.settingsHash(campaigns.tree(campaign)))) {
            return conflict(visit, campaign, seen, draft);
        }
        if (form.containsKey("take")) {
            return conflict(
                    visit,
                    campaign,
                    tree(form.get("before")),
                    draft.with(List.of(String.valueOf(form.get("take"))), Draft.from(seen)));
        }
        var changed = draft.changedSince(Draft.from(seen));
        if (changed.isEmpty()) {
            return part(visit, page(campaign, new SettingsOutcome.Unchanged()), HttpStatus.OK);
        }
        var patch = draft.json(changed);
        return switch (campaigns.preview(campaign, patch)) {
            case Preview.Invalid(var violations) -> part(
                    visit,
                    page(campaign, drafts.page(draft, DraftPage.BASICS, violations), seen, new SettingsOutcome.Shown()),
                    HttpStatus.UNPROCESSABLE_ENTITY);
            case Preview.Valid(var after) -> {
                var means = consequences.describe(campaign, after);
                if (!means.isEmpty() && !form.containsKey("agreed")) {
                    var unchanged = drafts.page(draft, DraftPage.BASICS, List.of());
                    var outcome = new SettingsOutcome.ToConfirm(means);
                    yield part(visit, page(campaign, unchanged, seen, outcome), HttpStatus.OK);
                }
                var saved = new SettingsOutcome.Saved(text(Draft.backTo(seen, changed)));
                yield campaigns.change(id, patch, Campaigns.settingsHash(seen))
                        .map(stored -> part(visit, page(stored, saved), HttpStatus.OK))
                        .orElseGet(() -> conflict(visit, campaigns.findOr404(id), seen, draft));
            }
        };
    }

    /// Undoes the last change, unless somebody else has changed something since.
    @Post("/undo")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> undo(Visit visit, String id, @Body Undo undo) {
        var seen = tree(undo.seen());
        var patch = tree(undo.patch());
        return campaigns.change(id, patch, Campaigns.settingsHash(seen))
                .map(after -> part(visit, page(after, new SettingsOutcome.Undone()), HttpStatus.OK))
                .orElseGet(
                        () -> conflict(
                                visit,
                                campaigns.findOr404(id),
                                seen,
                                Draft.from(seen).with(Json.leaves(patch).keySet(), Draft.from(patch))));
    }

    @Post("/removal")
    @Consumes(MediaType.ALL)
    HttpResponse<String> remove(Visit visit, String id) {
        var campaign = campaigns.findOr404(id);
        removal.remove(campaign);
        return Views
                .go(
                        visit,
                        Addresses.OFFICE
                                + Sample.findFor(campaign).map(sample -> "?removed=" + sample.code()).orElse(""));
    }

    /// Shows the changes of somebody else beside the values of this form. Fields that this form did not change get
    /// their stored values.
    ///
    /// @param seen the settings from which the form was made
    private HttpResponse<String> conflict(Visit visit, Campaign campaign, JsonNode seen, Draft mine) {
        var now = campaigns.tree(campaign);
        var stored = Draft.from(now);
        var before = Draft.from(seen);
        var touched = mine.changedSince(before);
        var untouched = stored.changedSince(before).stream().filter(field -> !touched.contains(field)).toList();
        var merged = mine.with(untouched, stored);
        var fields = conflicts.find(Ids.text(campaign.id()), before, merged, stored);
        var form = drafts.page(merged, DraftPage.BASICS, List.of());
        return part(
                visit,
                page(campaign, form, now, new SettingsOutcome.ChangedMeanwhile(text(seen), fields)),
                HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private HttpResponse<String> part(Visit visit, SettingsPage page, HttpStatus status) {
        return views.show(visit, "console/office/setup/settings-form", page, status);
    }

    private SettingsPage page(Campaign campaign, SettingsOutcome outcome) {
        var tree = campaigns.tree(campaign);
        return page(campaign, drafts.page(Draft.from(tree), DraftPage.BASICS, List.of()), tree, outcome);
    }

    private static SettingsPage page(Campaign campaign, DraftPage form, JsonNode seen, SettingsOutcome outcome) {
        return new SettingsPage(campaign, form, text(seen), outcome);
    }

    private static String text(JsonNode tree) {
        return new String(Json.canonical(tree), StandardCharsets.UTF_8);
    }

    /// A hidden field of a form.
    private static JsonNode tree(@Nullable Object text) {
        try {
            var tree = Json.read(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
            if (tree.isObject()) {
                return tree;
            }
        } catch (IOException unreadable) {
            // Refused below, as is a page from an older version of the service.
        }
        throw Problem.MALFORMED
                .because("页面已过期，请刷新后重试", "The page is out of date; please reload it and try again");
    }
}
