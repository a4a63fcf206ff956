package io.github.certpulse.sample;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.response.PastSheets.PastSheet;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.sample.Opinions.Care;
import io.github.certpulse.sample.Opinions.Opinion;
import io.github.certpulse.sample.Opinions.Person;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.entry.EntryCode;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// The invented people of one school, and the sheets that they hand in.
final class SchoolCrowd {
    private static final int RESPONDENT_BYTES = 16;
    private static final double FROM_WECHAT = 0.72;
    private static final double USUAL_MOOD = 0.6;
    private static final double SPREAD_OF_MOODS = 0.16;
    private static final double SEVERAL_CERTIFICATES = 0.1;
    /// How those answer who do so without care, the usual way more often.
    private static final Care[] CARELESS = {Care.TOO_FAST, Care.TOO_FAST, Care.STRAIGHT_LINING, Care.CONTRADICTORY};
    private static final double MAX_CARELESS = 0.18;
    private static final int COPIES = 6;
    private static final int SECONDS_BETWEEN_COPIES = 50;
    private static final int SECONDS_BETWEEN_SHEETS = 150;

    private final Crowd.Scene scene;
    private final Place place;
    private final RandomGenerator random;
    private final double careless;
    private final List<Handed> handed = new ArrayList<>();

    SchoolCrowd(Crowd.Scene scene, Place place) {
        this.scene = scene;
        this.place = place;
        this.random = scene.random();
        this.careless = MAX_CARELESS * random.nextDouble() * random.nextDouble();
    }

    /// The school.
    ///
    /// @param codes of its two entries
    /// @param end   when the last sheet comes in at the latest
    record Place(School school, List<Certificate> certificates, PerRole<EntryCode> codes, Stage stage, Instant end) {}

    private record Handed(
            Role role,
            Certificate certificate,
            Person person,
            Respondent respondent,
            Opinion opinion,
            Instant at) {

        Handed copying(Opinion other, Instant then) {
            return new Handed(role, certificate, person, respondent, other, then);
        }
    }

    /// Everybody's sheets.
    ///
    /// @param copied whether some students hand in one and the same within minutes
    List<PastSheet> sheets(boolean copied) {
        for (var role : Role.values()) {
            var rule = scene.campaign().quotaRule();
            var numbers = new SchoolPlan(rule, place.certificates(), role, place.stage(), random).numbers();
            for (var each = 0; each < numbers.length; each++) {
                for (var number = 0; number < numbers[each]; number++) {
                    arrive(role, each);
                }
            }
        }
        if (copied) {
            copy();
        }
        return handed.stream().map(this::sheet).toList();
    }

    /// Somebody answers for one certificate, some for another one as well.
    private void arrive(Role role, int certificate) {
        var person = person(certificate);
        var respondent = respondent();
        var at = scene.rhythm().moment(role, place.end());
        hand(role, certificate, person, respondent, at);
        // Not where exactly a few are to be missing.
        var all = place.certificates().size();
        if (random.nextDouble() < SEVERAL_CERTIFICATES && all > 1 && place.stage() != Stage.NEARLY) {
            var later = at.plusSeconds(SECONDS_BETWEEN_SHEETS);
            hand(role, (certificate + 1) % all, person, respondent, later.isAfter(place.end()) ? place.end() : later);
        }
    }

    private void hand(Role role, int certificate, Person person, Respondent respondent, Instant at) {
        var asked = place.certificates().get(certificate);
        var opinion = Objects.requireNonNull(scene.opinions().get(role))
                .next(person, scene.prefilled(role, place.school()), asked.name());
        handed.add(new Handed(role, asked, person, respondent, opinion, at));
    }

    private Person person(int certificate) {
        var mood = USUAL_MOOD
                + scene.leaning("school " + place.school().name(), 0.13)
                + scene.leaning("level " + place.school().level(), 0.07)
                + scene.leaning("certificate " + place.certificates().get(certificate).name(), 0.1)
                + SPREAD_OF_MOODS * random.nextGaussian();
        var care = random.nextDouble() < careless ? CARELESS[random.nextInt(CARELESS.length)] : Care.USUAL;
        return new Person(Math.clamp(mood, 0, 1), care, scene.city(place.school()), new HashMap<>());
    }

    private Respondent respondent() {
        var bytes = new byte[RESPONDENT_BYTES];
        random.nextBytes(bytes);
        var channel = random.nextDouble() < FROM_WECHAT ? Channel.WECHAT : Channel.WEB;
        return new Respondent(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), channel);
    }

    /// The first students hand in what the first of them did.
    private void copy() {
        var students = handed.stream().filter(each -> each.role() == Role.STUDENT).toList();
        handed.removeAll(students);
        var opening = scene.rhythm().opensAt();
        for (var i = 0; i < students.size(); i++) {
            var one = students.get(i);
            var first = students.getFirst();
            var at = first.at().minusSeconds((long) i * SECONDS_BETWEEN_COPIES);
            handed.add(i > COPIES ? one : one.copying(first.opinion(), at.isBefore(opening) ? opening : at));
        }
    }

    private PastSheet sheet(Handed one) {
        var questionnaire = scene.campaign().questionnaire(one.role());
        var body = new LinkedHashMap<String, JsonNode>();
        body.put("entry", JsonNode.createStringNode(place.codes().of(one.role()).text()));
        body.put("certificateId", JsonNode.createStringNode(Ids.text(one.certificate().id())));
        body.put(
                "questionnaire",
                JsonNode.createObjectNode(
                        Map.of(
                                "code",
                                JsonNode.createStringNode(questionnaire.code()),
                                "version",
                                JsonNode.createNumberNode(questionnaire.version()))));
        body.put("answers", JsonNode.createObjectNode(one.opinion().answers()));
        body.put("otherTexts", JsonNode.createObjectNode(one.opinion().otherTexts()));
        Objects.requireNonNull(scene.opinions().get(one.role()))
                .seconds(one.person())
                .ifPresent(seconds -> body.put("elapsedSeconds", JsonNode.createNumberNode(seconds)));
        if (one.person().care() == Care.USUAL) {
            scene.contacts().next(one.role()).ifPresent(contact -> body.put("contact", contact));
        }
        return new PastSheet(one.respondent(), Json.canonical(JsonNode.createObjectNode(body)), one.at());
    }
}
