package io.github.certpulse.survey.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.json.Sha256;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.survey.campaign.CampaignForm.FormResult;
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

/// Creates campaigns, finds them and changes them.
@Singleton
public class Campaigns {
    /// The fact of [AuditAction#CAMPAIGN_CHANGED] that lists the changed fields.
    public static final String FIELDS = "fields";
    /// Fields of the API's campaign that are no settings.
    private static final Set<String> READ_ONLY_FIELDS = Set.of("id", "state", "sample");
    private static final int KEY_BYTES = 32;
    private static final int HASH_DIGITS = 32;
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

    /// A campaign was removed with everything that belonged to it; caches must drop it. Published after the
    /// transaction, to this replica only.
    public record Removed(long campaignId, List<Long> schools) {
        public Removed {
            schools = List.copyOf(schools);
        }
    }

    /// What a merge patch would make of a campaign.
    public sealed interface Preview {
        record Valid(Campaign campaign) implements Preview {}

        record Invalid(List<Violation> violations) implements Preview {
            public Invalid {
                violations = List.copyOf(violations);
            }
        }
    }

    public List<Campaign> all() {
        return campaigns.findAll();
    }

    /// The campaign with an id that a client sent.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`
    public Campaign findOr404(String id) {
        return Ids.parse(id).flatMap(campaigns::findById).orElseThrow(Problem.NOT_FOUND::exception);
    }

    /// Creates a campaign; fields that the form leaves out get defaults.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `campaign-invalid` with every violation
    @Transactional
    public Campaign create(JsonNode form, boolean sample) {
        var settings = switch (newForm(form).read(true)) {
            case FormResult.Valid(var valid) -> valid;
            case FormResult.Invalid(var violations) -> throw Problem.CAMPAIGN_INVALID.with(violations);
        };
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

    /// The violations for which [#create] would refuse the form.
    public List<Violation> violations(JsonNode form) {
        return switch (newForm(form).read(true)) {
            case FormResult.Valid _ -> List.of();
            case FormResult.Invalid(var violations) -> violations;
        };
    }

    /// The quota rule that [#create] would save, even if other fields have violations; empty if the rule itself has
    /// some.
    public Optional<QuotaRule> quotaRule(JsonNode form) {
        return newForm(form).readQuotaRule();
    }

    private CampaignForm newForm(JsonNode form) {
        return new CampaignForm(Json.merged(DEFAULTS, form), questionnaires);
    }

    /// Changes the fields that the merge patch contains. Locks the campaign meanwhile, so that every submission sees
    /// either all of the change or nothing of it, and the places taken under a new cap are counted exactly.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`, `campaign-invalid`
    @Transactional
    public Campaign change(String id, JsonNode patch) {
        return change(findAndLock(id), patch);
    }

    /// Changes a campaign only if its settings are still the ones that the client has seen; returns empty and changes
    /// nothing if they have changed since.
    ///
    /// @param seenHash the [#settingsHash] of the settings that the client has seen
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`, `campaign-invalid`
    @Transactional
    public Optional<Campaign> change(String id, JsonNode patch, String seenHash) {
        if (!hasSettings(findOr404(id), seenHash)) {
            return Optional.empty();
        }
        // Compared again, because another request may have changed the campaign before this transaction locked it.
        var before = findAndLock(id);
        return hasSettings(before, seenHash) ? Optional.of(change(before, patch)) : Optional.empty();
    }

    private boolean hasSettings(Campaign campaign, String hash) {
        return settingsHash(tree(campaign)).equals(hash);
    }

    private Campaign findAndLock(String id) {
        var number = findOr404(id).id();
        campaigns.touch(number);
        return campaigns.findById(number).orElseThrow(Problem.NOT_FOUND::exception);
    }

    private Campaign change(Campaign before, JsonNode patch) {
        var after = switch (preview(before, patch)) {
            case Preview.Valid(var campaign) -> campaign;
            case Preview.Invalid(var violations) -> throw Problem.CAMPAIGN_INVALID.with(violations);
        };
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

    /// The campaign that [#change] would make of this one, or the violations for which it would refuse the patch.
    public Preview preview(Campaign before, JsonNode patch) {
        var form = Json.merged(tree(before), patch);
        // The office may close a campaign at once with an end in the past, even before its beginning.
        var isOpeningChanged = patch.isObject() && patch.get("opensAt") != null;
        return switch (new CampaignForm(form, questionnaires).read(isOpeningChanged)) {
            case FormResult.Valid(var settings) -> unlessReopened(before, settings.replacing(before));
            case FormResult.Invalid(var violations) -> new Preview.Invalid(violations);
        };
    }

    /// Without its key a campaign cannot recognise people, so everybody could answer again.
    private Preview unlessReopened(Campaign before, Campaign after) {
        return before.isUnlinked() && after.state(now()) != Campaign.State.CLOSED
                ? new Preview.Invalid(List.of(CampaignForm.PERSONS_DESTROYED.at("closesAt")))
                : new Preview.Valid(after);
    }

    /// The campaign as the API's JSON, to which a patch is applied.
    public JsonNode tree(Campaign campaign) {
        try {
            return json.writeValueToTree(CampaignView.from(campaign, now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A hash of the settings in a [#tree]; it stays the same until one of them changes.
    public static String settingsHash(JsonNode tree) {
        var settings = Json.leaves(tree);
        READ_ONLY_FIELDS.forEach(settings::remove);
        return Sha256.hex(Json.canonical(Json.nested(settings))).substring(0, HASH_DIGITS);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.read(json.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
