package io.github.certpulse.sample;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.submission.PastSheets.PastSheet;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.sample.InventedAnswers.AnswerSet;
import io.github.certpulse.sample.InventedAnswers.Care;
import io.github.certpulse.sample.InventedAnswers.InventedPerson;
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
final class SchoolRespondents {
    private static final int RESPONDENT_BYTES = 16;
    private static final double FROM_WECHAT = 0.72;
    private static final double USUAL_MOOD = 0.6;
    private static final double SPREAD_OF_MOODS = 0.16;
    private static final double SEVERAL_CERTIFICATES = 0.1;
    /// The ways in which careless people answer; the most frequent one is listed twice.
    private static final Care[] CARELESS = {Care.TOO_FAST, Care.TOO_FAST, Care.STRAIGHT_LINING, Care.CONTRADICTORY};
    private static final double MAX_CARELESS = 0.18;
    private static final int COPIES = 6;
    private static final int SECONDS_BETWEEN_COPIES = 50;
    private static final int SECONDS_BETWEEN_SHEETS = 150;

    private final InventedRespondents.SampleContext context;
    private final SampleSchool sampleSchool;
    private final RandomGenerator random;
    private final double careless;
    private final List<InventedSheet> sheets = new ArrayList<>();

    SchoolRespondents(InventedRespondents.SampleContext context, SampleSchool sampleSchool) {
        this.context = context;
        this.sampleSchool = sampleSchool;
        this.random = context.random();
        this.careless = MAX_CARELESS * random.nextDouble() * random.nextDouble();
    }

    /// A school of the sample.
    ///
    /// @param codes its entry codes
    /// @param end   the latest time of a sheet
    record SampleSchool(
            School school,
            List<Certificate> certificates,
            PerRole<EntryCode> codes,
            Stage stage,
            Instant end) {}

    private record InventedSheet(
            Role role,
            Certificate certificate,
            InventedPerson person,
            Respondent respondent,
            AnswerSet answerSet,
            Instant at) {

        InventedSheet withAnswers(AnswerSet newAnswers, Instant newTime) {
            return new InventedSheet(role, certificate, person, respondent, newAnswers, newTime);
        }
    }

    /// The sheets of all respondents of the school.
    ///
    /// @param copied whether some students hand in identical sheets within minutes
    List<PastSheet> sheets(boolean copied) {
        for (var role : Role.values()) {
            var rule = context.campaign().quotaRule();
            var numbers =
                    new SchoolPlan(rule, sampleSchool.certificates(), role, sampleSchool.stage(), random).numbers();
            for (var each = 0; each < numbers.length; each++) {
                for (var number = 0; number < numbers[each]; number++) {
                    addPerson(role, each);
                }
            }
        }
        if (copied) {
            copyFirstSheet();
        }
        return sheets.stream().map(this::sheet).toList();
    }

    /// Adds a person who answers for a certificate, and sometimes for another one as well.
    private void addPerson(Role role, int certificate) {
        var person = person(certificate);
        var respondent = respondent();
        var at = context.times().moment(role, sampleSchool.end());
        addSheet(role, certificate, person, respondent, at);
        // Not at a school where an exact number must be missing.
        var all = sampleSchool.certificates().size();
        if (random.nextDouble() < SEVERAL_CERTIFICATES && all > 1 && sampleSchool.stage() != Stage.NEARLY) {
            var later = at.plusSeconds(SECONDS_BETWEEN_SHEETS);
            addSheet(
                    role,
                    (certificate + 1) % all,
                    person,
                    respondent,
                    later.isAfter(sampleSchool.end()) ? sampleSchool.end() : later);
        }
    }

    private void addSheet(Role role, int certificate, InventedPerson person, Respondent respondent, Instant at) {
        var answered = sampleSchool.certificates().get(certificate);
        var answerSet = Objects.requireNonNull(context.inventedAnswers().get(role))
                .next(person, context.prefilled(role, sampleSchool.school()), answered.name());
        sheets.add(new InventedSheet(role, answered, person, respondent, answerSet, at));
    }

    private InventedPerson person(int certificate) {
        var mood = USUAL_MOOD
                + context.moodOffset("school " + sampleSchool.school().name(), 0.13)
                + context.moodOffset("level " + sampleSchool.school().level(), 0.07)
                + context.moodOffset("certificate " + sampleSchool.certificates().get(certificate).name(), 0.1)
                + SPREAD_OF_MOODS * random.nextGaussian();
        var care = random.nextDouble() < careless ? CARELESS[random.nextInt(CARELESS.length)] : Care.USUAL;
        return new InventedPerson(Math.clamp(mood, 0, 1), care, context.city(sampleSchool.school()), new HashMap<>());
    }

    private Respondent respondent() {
        var bytes = new byte[RESPONDENT_BYTES];
        random.nextBytes(bytes);
        var channel = random.nextDouble() < FROM_WECHAT ? Channel.WECHAT : Channel.WEB;
        return new Respondent(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), channel);
    }

    /// Gives some students the answers of the first student.
    private void copyFirstSheet() {
        var students = sheets.stream().filter(each -> each.role() == Role.STUDENT).toList();
        sheets.removeAll(students);
        var opening = context.times().opensAt();
        for (var i = 0; i < students.size(); i++) {
            var student = students.get(i);
            var first = students.getFirst();
            var at = first.at().minusSeconds((long) i * SECONDS_BETWEEN_COPIES);
            sheets.add(
                    i > COPIES ? student : student.withAnswers(first.answerSet(), at.isBefore(opening) ? opening : at));
        }
    }

    private PastSheet sheet(InventedSheet invented) {
        var questionnaire = context.campaign().questionnaire(invented.role());
        var body = new LinkedHashMap<String, JsonNode>();
        body.put("entry", JsonNode.createStringNode(sampleSchool.codes().of(invented.role()).text()));
        body.put("certificateId", JsonNode.createStringNode(Ids.text(invented.certificate().id())));
        body.put(
                "questionnaire",
                JsonNode.createObjectNode(
                        Map.of(
                                "code",
                                JsonNode.createStringNode(questionnaire.code()),
                                "version",
                                JsonNode.createNumberNode(questionnaire.version()))));
        body.put("answers", JsonNode.createObjectNode(invented.answerSet().answers()));
        body.put("otherTexts", JsonNode.createObjectNode(invented.answerSet().otherTexts()));
        Objects.requireNonNull(context.inventedAnswers().get(invented.role()))
                .seconds(invented.person())
                .ifPresent(seconds -> body.put("elapsedSeconds", JsonNode.createNumberNode(seconds)));
        if (invented.person().care() == Care.USUAL) {
            context.contacts().next(invented.role()).ifPresent(contact -> body.put("contact", contact));
        }
        return new PastSheet(invented.respondent(), Json.canonical(JsonNode.createObjectNode(body)), invented.at());
    }
}
