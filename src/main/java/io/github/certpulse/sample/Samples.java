package io.github.certpulse.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.removal.CampaignRemoval;
import io.github.certpulse.survey.roster.RosterReader;
import io.github.certpulse.survey.roster.RosterReading;
import io.github.certpulse.survey.rosterimport.RosterImport;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Loads sample campaigns, which are made from the rosters that two provinces published. These rosters contain no
/// certificates, so certificates from the real list of 1+X certificates are assigned to the schools, and everything is
/// marked 样例. A sample is on its ninth day, with or without invented answers.
@Singleton
public class Samples {
    private static final int DAYS_BEFORE = 8;
    private static final int DAYS_AHEAD = 6;
    private static final int OPENING_HOUR = 8;
    private static final int CLOSING_HOUR = 18;
    private final Campaigns campaigns;
    private final CampaignRepository stored;
    private final RosterReader reader;
    private final RosterImport rosters;
    private final InventedRespondents respondents;
    private final CampaignRemoval removal;
    private final Clock clock;

    Samples(
            Campaigns campaigns,
            CampaignRepository stored,
            RosterReader reader,
            RosterImport rosters,
            InventedRespondents respondents,
            CampaignRemoval removal,
            Clock clock) {
        this.campaigns = campaigns;
        this.stored = stored;
        this.reader = reader;
        this.rosters = rosters;
        this.respondents = respondents;
        this.removal = removal;
        this.clock = clock;
    }

    /// Loads a sample by its name, `hubei`, `anhui`, `hubei-empty` or `anhui-empty`: all of it or nothing. Empty if the
    /// name is unknown. If the service stops meanwhile, a sample without answers or with fewer declarations remains.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `sample-present` if the province has a sample
    public synchronized Optional<Campaign> load(String name) {
        return Sample.parse(name).map(selection -> {
            if (present().contains(selection.sample())) {
                throw Problem.SAMPLE_PRESENT.exception();
            }
            var campaign = stored.findById(create(selection.sample()).id()).orElseThrow();
            if (selection.answered()) {
                answer(campaign, selection.sample());
            }
            return campaign;
        });
    }

    /// The samples that are loaded.
    public List<Sample> present() {
        return campaigns.all().stream().flatMap(campaign -> Sample.findFor(campaign).stream()).distinct().toList();
    }

    private void answer(Campaign campaign, Sample sample) {
        try {
            respondents.answer(campaign, sample);
        } catch (RuntimeException failed) {
            removal.remove(campaign);
            throw new IllegalStateException("The sample's answers could not be stored", failed);
        }
    }

    @Transactional
    Campaign create(Sample sample) {
        var today = LocalDate.ofInstant(clock.instant(), Time.ZONE);
        var rule = sample.rule();
        var form = """
                { "title": "%s", "province": "%s", "schoolResults": true, "opensAt": "%s", "closesAt": "%s",
                  "quota": { "perCertificate": { "teachers": %d, "students": %d },
                             "perSchool": { "teachers": %d, "students": %d, "studentShare": %s } } }""".formatted(
                sample.title(),
                sample.province(),
                shown(today.minusDays(DAYS_BEFORE), OPENING_HOUR),
                shown(today.plusDays(DAYS_AHEAD), CLOSING_HOUR),
                rule.perCertificate().teacher(),
                rule.perCertificate().student(),
                rule.perSchool().teacher(),
                rule.perSchool().student(),
                rule.studentShare());
        try (var roster = Samples.class.getResourceAsStream("/samples/" + sample.code() + ".csv")) {
            var campaign = campaigns.create(Json.read(form.getBytes(UTF_8)), true);
            switch (reader.read(roster.readAllBytes())) {
                case RosterReading.Readable(var rows) -> rosters.run(campaign, rows);
                case RosterReading.Invalid(var violations) ->
                        throw new IllegalStateException("The sample roster has violations: " + violations);
            }
            return campaign;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(LocalDate day, int hour) {
        return Time.shown(day.atTime(hour, 0).atZone(Time.ZONE).toInstant()).toString();
    }
}
