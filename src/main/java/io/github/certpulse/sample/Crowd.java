package io.github.certpulse.sample;

import static java.util.stream.Collectors.groupingBy;

import io.github.certpulse.intake.response.PastSheets.PastSheet;
import io.github.certpulse.intake.response.PastSheets;
import io.github.certpulse.numbers.answer.Layouts;
import io.github.certpulse.numbers.progress.SchoolSurvey;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.CertificateRepository;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.entry.Entries;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Invented people who have answered a sample since it opened, until now. They hand in what clients hand in, and every
/// sheet goes through the rules that hold for anybody's. The same roster gets the same answers each time; only when
/// they came follows the date.
@Singleton
class Crowd {
    private static final long SEED = 2020;
    /// Of the schools that are halfway, one in so many has sheets that were copied.
    private static final int COPYING = 4;
    private final SchoolRepository schools;
    private final CertificateRepository certificates;
    private final Entries entries;
    private final Layouts layouts;
    private final PastSheets past;
    private final SchoolSurvey survey;
    private final Clock clock;
    private final JsonNode models;

    Crowd(
            SchoolRepository schools,
            CertificateRepository certificates,
            Entries entries,
            Layouts layouts,
            PastSheets past,
            SchoolSurvey survey,
            Clock clock) {
        this.schools = schools;
        this.certificates = certificates;
        this.entries = entries;
        this.layouts = layouts;
        this.past = past;
        this.survey = survey;
        this.clock = clock;
        try (var resource = Crowd.class.getResourceAsStream("/samples/answers.json")) {
            this.models = Json.read(resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What all schools of a campaign share.
    ///
    /// @param cities those of the roster
    record Scene(
            Campaign campaign,
            Sample sample,
            Map<Role, Opinions> opinions,
            Map<Role, Definition> definitions,
            Rhythm rhythm,
            InventedContacts contacts,
            List<String> cities,
            RandomGenerator random) {

        /// How much better or worse the mood is for something, each time the same.
        double leaning(String cause, double spread) {
            return spread * generator(SEED ^ cause.hashCode()).nextGaussian();
        }

        Map<String, String> prefilled(Role role, School school) {
            return Objects.requireNonNull(definitions.get(role))
                    .prefilled(Optional.ofNullable(school.city()), school.level());
        }

        /// Where people say their school is: in the city that its name tells.
        String city(School school) {
            return cities.stream()
                    .filter(city -> school.name().contains(city.replace("市", "")))
                    .findFirst()
                    .orElse(sample.capital());
        }
    }

    /// Answers a campaign that nobody has answered, and lets those schools that have everything declare it.
    void answer(Campaign campaign, Sample sample) {
        var roster = schools.ofCampaign(campaign.id());
        var scene = scene(campaign, sample, roster);
        var piloted = certificates.ofCampaign(campaign.id()).stream().collect(groupingBy(Certificate::schoolId));
        var codes = entries.codesOf(campaign.id());
        var stages = Stage.of(roster.size(), scene.random());
        var declarations = new LinkedHashMap<Long, Instant>();
        var sheets = new ArrayList<PastSheet>();
        var halfway = 0;
        for (var i = 0; i < roster.size(); i++) {
            var school = roster.get(i);
            var end = scene.rhythm().now();
            if (stages.get(i) == Stage.DECLARED) {
                end = scene.rhythm().declaration();
                declarations.put(school.id(), end);
            }
            var place =
                    new SchoolCrowd.Place(
                            school,
                            Objects.requireNonNull(piloted.get(school.id())),
                            Objects.requireNonNull(codes.get(school.id())),
                            stages.get(i),
                            end);
            var copied = stages.get(i) == Stage.HALFWAY && halfway++ % COPYING == 0;
            sheets.addAll(new SchoolCrowd(scene, place).sheets(copied));
        }
        past.store(sheets);
        for (var declaration : declarations.entrySet()) {
            survey.declare(declaration.getKey(), declaration.getValue());
        }
    }

    private Scene scene(Campaign campaign, Sample sample, List<School> roster) {
        var random = generator(SEED + sample.ordinal());
        var opinions = new EnumMap<Role, Opinions>(Role.class);
        var definitions = new EnumMap<Role, Definition>(Role.class);
        for (var role : Role.values()) {
            var asked = campaign.questionnaire(role);
            var layout = layouts.of(asked.code(), asked.version()).orElseThrow();
            definitions.put(role, layout.definition());
            opinions.put(role, new Opinions(layout, models.get(role.name()), random));
        }
        // Times have a generator of their own: they follow the date, and the answers do not.
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var rhythm = new Rhythm(campaign.opensAt(), now, generator(SEED));
        var cities = roster.stream().flatMap(school -> Optional.ofNullable(school.city()).stream()).distinct().toList();
        var contacts = new InventedContacts(sample.areaCode(), random);
        return new Scene(campaign, sample, opinions, definitions, rhythm, contacts, cities, random);
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
