package io.github.certpulse.console.office.setup;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.setup.SettingsPage.Note;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.sample.Sample;
import io.github.certpulse.survey.campaign.Campaign;
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

/// A campaign's settings: change them, undo the change, remove the campaign.
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

    /// @param patch what [Note.Saved] said
    /// @param seen  the settings that it takes back
    @Serdeable
    record Undo(@Nullable String patch, @Nullable String seen) {}

    @Get
    HttpResponse<String> settings(Visit visit, String id) {
        return views.show(visit, "console/office/setup/settings", page(campaigns.findOr404(id), new Note.Nothing()));
    }

    /// Saves what differs from what the form was made from, unless somebody else has saved something since: then both
    /// are shown. A change that people would notice is described first and saved once somebody agrees.
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> change(Visit visit, String id, @Body Map<String, Object> form) {
        var campaign = campaigns.findOr404(id);
        var seen = tree(form.get("seen"));
        var draft = Draft.from(form);
        if (!Campaigns.settingsHash(seen).equals(Campaigns.settingsHash(campaigns.tree(campaign)))) {
            return overtaken(visit, campaign, seen, draft);
        }
        if (form.containsKey("take")) {
            return overtaken(
                    visit,
                    campaign,
                    tree(form.get("before")),
                    draft.with(List.of(String.valueOf(form.get("take"))), Draft.from(seen)));
        }
        var changed = draft.changedSince(Draft.from(seen));
        if (changed.isEmpty()) {
            return part(visit, page(campaign, new Note.Unchanged()), HttpStatus.OK);
        }
        var patch = draft.json(changed);
        try {
            var means = consequences.of(campaign, campaigns.changed(campaign, patch));
            if (!means.isEmpty() && !form.containsKey("agreed")) {
                var asked = drafts.page(draft, DraftPage.BASICS, List.of());
                return part(visit, new SettingsPage(campaign, asked, text(seen), new Note.Asked(means)), HttpStatus.OK);
            }
            var after = campaigns.change(id, patch, Campaigns.settingsHash(seen));
            return part(visit, page(after, new Note.Saved(text(Draft.backTo(seen, changed)))), HttpStatus.OK);
        } catch (ProblemException refused) {
            if (refused.problem() == Problem.CAMPAIGN_CHANGED) {
                return overtaken(visit, campaigns.findOr404(id), seen, draft);
            }
            var invalid = drafts.page(draft, DraftPage.BASICS, refused.violations());
            return part(
                    visit,
                    new SettingsPage(campaign, invalid, text(seen), new Note.Nothing()),
                    HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    /// Takes the last change back, unless somebody else has changed something since.
    @Post("/undo")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> undo(Visit visit, String id, @Body Undo undo) {
        var seen = tree(undo.seen());
        var patch = tree(undo.patch());
        try {
            var after = campaigns.change(id, patch, Campaigns.settingsHash(seen));
            return part(visit, page(after, new Note.TakenBack()), HttpStatus.OK);
        } catch (ProblemException refused) {
            if (refused.problem() != Problem.CAMPAIGN_CHANGED) {
                throw refused;
            }
            return overtaken(
                    visit,
                    campaigns.findOr404(id),
                    seen,
                    Draft.from(seen).with(Json.leaves(patch).keySet(), Draft.from(patch)));
        }
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

    /// Shows what somebody else changed beside what this form says; fields that this form did not change get their
    /// stored values.
    ///
    /// @param seen what the form was made from
    private HttpResponse<String> overtaken(Visit visit, Campaign campaign, JsonNode seen, Draft mine) {
        var now = campaigns.tree(campaign);
        var stored = Draft.from(now);
        var before = Draft.from(seen);
        var touched = mine.changedSince(before);
        var untouched = stored.changedSince(before).stream().filter(field -> !touched.contains(field)).toList();
        var merged = mine.with(untouched, stored);
        var lines = conflicts.of(Ids.text(campaign.id()), before, merged, stored);
        var form = drafts.page(merged, DraftPage.BASICS, List.of());
        return part(
                visit,
                new SettingsPage(campaign, form, text(now), new Note.Overtaken(text(seen), lines)),
                HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private HttpResponse<String> part(Visit visit, SettingsPage page, HttpStatus status) {
        return views.show(visit, "console/office/setup/settings-form", page, status);
    }

    private SettingsPage page(Campaign campaign, Note note) {
        var tree = campaigns.tree(campaign);
        return new SettingsPage(campaign, drafts.page(Draft.from(tree), DraftPage.BASICS, List.of()), text(tree), note);
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
            // Refused below, like a page from an older version of the service.
        }
        throw Problem.MALFORMED
                .because("页面已过期，请刷新后重试", "The page is out of date; please reload it and try again");
    }
}
