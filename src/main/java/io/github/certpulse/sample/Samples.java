package io.github.certpulse.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.campaign.Campaign;
import io.github.certpulse.campaign.Campaigns;
import io.github.certpulse.campaign.QuotaRule;
import io.github.certpulse.campaign.RosterImport;
import io.github.certpulse.roster.RosterReader;
import io.github.certpulse.roster.RosterReading;
import io.github.certpulse.shared.Json;
import io.github.certpulse.shared.Time;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Sample campaigns, made from the rosters that two provinces published. The notices name no certificates per school, so
/// those are invented from the real list of 1+X certificates, and everything is marked 样例.
@Singleton
public class Samples {
    private static final Duration OPEN_SINCE = Duration.ofDays(1);
    private static final Duration OPEN_FOR = Duration.ofDays(30);
    private final Campaigns campaigns;
    private final RosterReader reader;
    private final RosterImport rosters;
    private final Clock clock;

    Samples(Campaigns campaigns, RosterReader reader, RosterImport rosters, Clock clock) {
        this.campaigns = campaigns;
        this.reader = reader;
        this.rosters = rosters;
        this.clock = clock;
    }

    /// Loads a sample by its name, at any time, all of it or nothing; empty where none is called so.
    @Transactional
    public Optional<Campaign> load(String name) {
        return switch (name) {
            case "hubei" -> Optional.of(load(name, "湖北省1+X证书制度试点抽查（样例）", "湖北省", QuotaRule.HUBEI));
            case "anhui" -> Optional.of(load(name, "安徽省1+X证书制度试点检查（样例）", "安徽省", QuotaRule.ANHUI));
            default -> Optional.empty();
        };
    }

    /// The name under which a sample is loaded again; empty for a campaign that is none.
    public static Optional<String> name(Campaign campaign) {
        return campaign.sample() ? Optional.of(campaign.province().equals("安徽省") ? "anhui" : "hubei") : Optional.empty();
    }

    private Campaign load(String name, String title, String province, QuotaRule rule) {
        var form = """
                { "title": "%s", "province": "%s", "opensAt": "%s", "closesAt": "%s",
                  "quota": { "perCertificate": { "teachers": %d, "students": %d },
                             "perSchool": { "teachers": %d, "students": %d, "studentShare": %s } } }""".formatted(
                title, province, Time.shown(clock.instant().minus(OPEN_SINCE)), Time.shown(clock.instant().plus(OPEN_FOR)),
                rule.perCertificate().teachers(), rule.perCertificate().students(),
                rule.perSchool().teachers(), rule.perSchool().students(), rule.studentShare());
        try (var roster = Samples.class.getResourceAsStream("/samples/" + name + ".csv")) {
            var campaign = campaigns.create(Json.read(form.getBytes(UTF_8)), true);
            switch (reader.read(roster.readAllBytes())) {
                case RosterReading.Readable(var rows) -> rosters.run(campaign, rows);
                case RosterReading.Faulty(var faults) -> throw new IllegalStateException("The sample roster has faults: " + faults);
            }
            return campaign;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
