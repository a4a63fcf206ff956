package io.github.certpulse.survey.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.json.Sha256;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.survey.campaign.CampaignForm.Reading;
import io.github.certpulse.survey.campaign.CampaignForm.Settings;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Draws up campaigns and changes them.
@Singleton
public class Campaigns {
    /// The fact of [AuditAction#CAMPAIGN_CHANGED] that names the changed fields.
    public static final String FIELDS = "fields";
    /// What cannot be set.
    private static final Set<String> GIVEN = Set.of("id", "state", "sample");
    private static final int KEY_BYTES = 32;
    private static final int MARK_DIGITS = 32;
    private static final JsonNode DEFAULTS = parsed(
            """
                    { "province": "",
                      "quota": { "perCertificate": { "teachers": 0, "students": 0 }, \
                    "perSchool": { "teachers": 0, "students": 0, "studentShare": 0 } },
                      "questionnaires": { "teacher": "teacher-2020@1", "student": "student-2020@1" },
                      "channels": ["WECHAT", "WEB"] }""");

    private final CampaignRepository campaigns;
    private final TakenPlaces places;
    private final Questionnaires questionnaires;
    private final JsonMapper json;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Clock clock;
    private final Ids ids;
    private final SecureRandom random = new SecureRandom();

    Campaigns(
            CampaignRepository campaigns,
            TakenPlaces places,
            Questionnaires questionnaires,
            JsonMapper json,
            ApplicationEventPublisher<AuditEvent> audit,
            Clock clock,
            Ids ids) {
        this.campaigns = campaigns;
        this.places = places;
        this.questionnaires = questionnaires;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /// A campaign was removed with all that belonged to it, so that caches of it must be cleared. Published after the
    /// transaction, and to this replica only.
    public record Removed(long campaignId, List<Long> schools) {
        public Removed {
            schools = List.copyOf(schools);
        }
    }

    public List<Campaign> all() {
        return campaigns.findAll();
    }

    /// The campaign that a client names.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`
    public Campaign findOr404(String id) {
        return Ids.parse(id).flatMap(campaigns::findById).orElseThrow(Problem.NOT_FOUND::exception);
    }

    /// Draws up a new campaign; what the form leaves out has a sensible default.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `campaign-invalid` with every violation
    @Transactional
    public Campaign create(JsonNode form, boolean sample) {
        var settings = settings(newForm(form).read(true));
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        var campaign = settings.campaign(ids.next(), sample, key, 0, now());
        campaigns.insert(campaign);
        audit.publishEvent(
                new AuditEvent(
                        AuditAction.CAMPAIGN_CREATED,
                        Ids.text(campaign.id()),
                        Map.of("title", campaign.title())));
        return campaign;
    }

    /// What [#create] would refuse.
    public List<Violation> violations(JsonNode form) {
        return switch (newForm(form).read(true)) {
            case Reading.Valid _ -> List.of();
            case Reading.Invalid(var violations) -> violations;
        };
    }

    /// The quota rule that [#create] would save, whatever else is wrong; empty where the rule itself has violations.
    public Optional<QuotaRule> quotaRule(JsonNode form) {
        return newForm(form).readQuotaRule();
    }

    private CampaignForm newForm(JsonNode form) {
        return new CampaignForm(Json.merged(DEFAULTS, form), questionnaires);
    }

    private static Settings settings(Reading reading) {
        return switch (reading) {
            case Reading.Valid(var settings) -> settings;
            case Reading.Invalid(var violations) -> throw Problem.CAMPAIGN_INVALID.with(violations);
        };
    }

    /// Changes the members that the merge patch names. Holds the campaign meanwhile, so that no submission is decided
    /// by half of a change and places under a new cap are counted exactly.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`, `campaign-invalid`
    @Transactional
    public Campaign change(String id, JsonNode patch) {
        return change(held(id), patch);
    }

    /// The same for somebody who has seen the settings that this mark stands for, and none that came later.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `campaign-changed`, where somebody else has
    ///                                                               changed it since; and as above
    @Transactional
    public Campaign change(String id, JsonNode patch, String seen) {
        var before = held(id);
        if (!mark(tree(before)).equals(seen)) {
            throw Problem.CAMPAIGN_CHANGED.exception();
        }
        return change(before, patch);
    }

    private Campaign held(String id) {
        var number = findOr404(id).id();
        campaigns.touch(number);
        return campaigns.findById(number).orElseThrow(Problem.NOT_FOUND::exception);
    }

    private Campaign change(Campaign before, JsonNode patch) {
        var after = changed(before, patch);
        campaigns.change(after);
        if (after.hasCaps()) {
            places.recount(after.id());
        }
        Map<String, Object> facts = Map.of("title", after.title(), FIELDS, differing(tree(before), tree(after)));
        audit.publishEvent(new AuditEvent(AuditAction.CAMPAIGN_CHANGED, Ids.text(after.id()), facts));
        return campaigns.findById(after.id()).orElseThrow();
    }

    private static List<String> differing(JsonNode before, JsonNode after) {
        var all = new LinkedHashSet<>(Json.leaves(before).keySet());
        all.addAll(Json.leaves(after).keySet());
        return all.stream()
                .filter(
                        path -> !Arrays
                                .equals(Json.canonical(Json.at(before, path)), Json.canonical(Json.at(after, path))))
                .toList();
    }

    /// The campaign that [#change] would make of this one.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `campaign-invalid`
    public Campaign changed(Campaign before, JsonNode patch) {
        var form = Json.merged(tree(before), patch);
        // A campaign may be ended at once by an end in the past, even before its beginning.
        var reading =
                new CampaignForm(form, questionnaires).read(patch.isObject() && patch.get("opensAt") != null);
        return settings(reading)
                .campaign(
                        before.id(),
                        before.sample(),
                        before.respondentKey(),
                        before.revision(),
                        before.createdAt());
    }

    /// The campaign as the interface writes it, which is what a patch is applied to.
    public JsonNode tree(Campaign campaign) {
        return tree(CampaignView.from(campaign, now()));
    }

    /// A text that stands for what can be set, as [#tree] writes it: the same until somebody changes some of it.
    public static String mark(JsonNode tree) {
        var settings = Json.leaves(tree);
        GIVEN.forEach(settings::remove);
        return Sha256.hex(Json.canonical(Json.nested(settings))).substring(0, MARK_DIGITS);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private JsonNode tree(CampaignView view) {
        try {
            return json.writeValueToTree(view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.read(json.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
