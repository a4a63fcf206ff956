package io.github.certpulse.sample;

import static java.util.stream.Collectors.groupingBy;

import io.github.certpulse.intake.submission.PastSheets.PastSheet;
import io.github.certpulse.intake.submission.PastSheets;
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

/// Lets invented people answer a sample, from its opening until now. Their sheets have the form of the API and pass the
/// same checks as any other sheet. The same roster gets the same answers each time; only their times depend on the
/// date.
@Singleton
class InventedRespondents {
    private static final long SEED = 2020;
    /// One of so many schools that are halfway has copied sheets.
    private static final int SCHOOLS_PER_COPYING_SCHOOL = 4;
    private final SchoolRepository schools;
    private final CertificateRepository certificates;
    private final Entries entries;
    private final Layouts layouts;
    private final PastSheets past;
    private final SchoolSurvey survey;
    private final Clock clock;
    private final JsonNode models;

    InventedRespondents(
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
        try (var resource = InventedRespondents.class.getResourceAsStream("/samples/answers.json")) {
            this.models = Json.read(resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The data that all schools of a sample share.
    ///
    /// @param cities the cities on the roster
    record SampleContext(
            Campaign campaign,
            Sample sample,
            Map<Role, InventedAnswers> inventedAnswers,
            Map<Role, Definition> definitions,
            AnswerTimes times,
            InventedContacts contacts,
            List<String> cities,
            RandomGenerator random) {

        /// An offset of the mood for a cause, such as a school; always the same for the same cause.
        double moodOffset(String cause, double spread) {
            return spread * generator(SEED ^ cause.hashCode()).nextGaussian();
        }

        Map<String, String> prefilled(Role role, School school) {
            return Objects.requireNonNull(definitions.get(role))
                    .prefilled(Optional.ofNullable(school.city()), school.level());
        }

        /// The city that respondents enter for a school: the one in its name, or the capital.
        String city(School school) {
            return cities.stream()
                    .filter(city -> school.name().contains(city.replace("市", "")))
                    .findFirst()
                    .orElse(sample.capital());
        }
    }

    /// Answers a campaign that has no answers, and lets schools that have everything declare completion.
    void answer(Campaign campaign, Sample sample) {
        var roster = schools.ofCampaign(campaign.id());
        var context = context(campaign, sample, roster);
        var piloted = certificates.ofCampaign(campaign.id()).stream().collect(groupingBy(Certificate::schoolId));
        var codes = entries.codesOf(campaign.id());
        var stages = Stage.assign(roster.size(), context.random());
        var declarations = new LinkedHashMap<Long, Instant>();
        var sheets = new ArrayList<PastSheet>();
        var halfway = 0;
        for (var i = 0; i < roster.size(); i++) {
            var school = roster.get(i);
            var end = context.times().now();
            if (stages.get(i) == Stage.DECLARED) {
                end = context.times().declaration();
                declarations.put(school.id(), end);
            }
            var sampleSchool =
                    new SchoolRespondents.SampleSchool(
                            school,
                            Objects.requireNonNull(piloted.get(school.id())),
                            Objects.requireNonNull(codes.get(school.id())),
                            stages.get(i),
                            end);
            var copied = stages.get(i) == Stage.HALFWAY && halfway++ % SCHOOLS_PER_COPYING_SCHOOL == 0;
            sheets.addAll(new SchoolRespondents(context, sampleSchool).sheets(copied));
        }
        past.store(sheets);
        for (var declaration : declarations.entrySet()) {
            survey.declare(declaration.getKey(), declaration.getValue());
        }
    }

    private SampleContext context(Campaign campaign, Sample sample, List<School> roster) {
        var random = generator(SEED + sample.ordinal());
        var inventedAnswers = new EnumMap<Role, InventedAnswers>(Role.class);
        var definitions = new EnumMap<Role, Definition>(Role.class);
        for (var role : Role.values()) {
            var version = campaign.questionnaire(role);
            var layout = layouts.find(version.code(), version.version()).orElseThrow();
            definitions.put(role, layout.definition());
            inventedAnswers.put(role, new InventedAnswers(layout, models.get(role.name()), random));
        }
        // Times have their own generator, because they depend on the date and the answers do not.
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var times = new AnswerTimes(campaign.opensAt(), now, generator(SEED));
        var cities = roster.stream().flatMap(school -> Optional.ofNullable(school.city()).stream()).distinct().toList();
        var contacts = new InventedContacts(sample.areaCode(), random);
        return new SampleContext(campaign, sample, inventedAnswers, definitions, times, contacts, cities, random);
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
