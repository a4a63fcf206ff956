package io.github.certpulse.numbers.answer;

import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.campaign.CertificateRepository;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.spelling.Spellings;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// The origins of a campaign's responses, cached until the campaign's revision changes.
@Singleton
public class Origins {
    private static final Duration EXPIRY = Duration.ofHours(1);
    private final SchoolRepository schools;
    private final CertificateRepository certificates;
    private final Cache<Long, Cached> cache = Caffeine.newBuilder().expireAfterAccess(EXPIRY).build();

    Origins(SchoolRepository schools, CertificateRepository certificates) {
        this.schools = schools;
        this.certificates = certificates;
    }

    private record Cached(int revision, SequencedMap<Long, Origin> origins) {}

    /// By certificate id, in roster order, withdrawn certificates included.
    public SequencedMap<Long, Origin> of(Campaign campaign) {
        return of(campaign, List.of());
    }

    /// The same, with at least these certificates: one may have been added to the roster after the campaign was read.
    public SequencedMap<Long, Origin> of(Campaign campaign, Collection<Long> certificates) {
        return cache.asMap()
                .compute(
                        campaign.id(),
                        (
                                _,
                                before) -> before != null && before.revision() >= campaign.revision()
                                        && before.origins().keySet().containsAll(certificates)
                                                ? before
                                                : new Cached(campaign.revision(), read(campaign.id())))
                .origins();
    }

    @EventListener
    void forget(Campaigns.Removed removed) {
        cache.invalidate(removed.campaignId());
    }

    private SequencedMap<Long, Origin> read(long campaign) {
        Map<Long, School> all = schools.ofCampaign(campaign).stream().collect(toMap(School::id, Function.identity()));
        var origins = new LinkedHashMap<Long, Origin>();
        // Old rosters may have one name in several spellings.
        var cities = new Spellings();
        var routes = new Spellings();
        var names = new Spellings();
        for (var certificate : certificates.ofCampaign(campaign)) {
            var school = Objects.requireNonNull(all.get(certificate.schoolId()));
            origins.put(
                    certificate.id(),
                    new Origin(
                            school.id(),
                            school.name(),
                            school.level(),
                            Optional.ofNullable(school.city()).map(cities::of),
                            Optional.ofNullable(school.route()).map(routes::of),
                            certificate.id(),
                            names.of(certificate.name()),
                            certificate.registeredStudents()));
        }
        return Collections.unmodifiableSequencedMap(origins);
    }
}
