package io.github.certpulse.numbers.progress;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.intake.stored.SetAsideRevision;
import io.github.certpulse.numbers.count.Counts;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.sql.Batching;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.NumberList;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.CertificateRepository;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.completion.CampaignSchools;
import io.github.certpulse.survey.completion.Completion;
import io.github.certpulse.survey.completion.Completions;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/// Finds how far the schools of a campaign are now. Every request reads what tells whether the last standing is still
/// current: the campaign's revisions in the database, and the version of the counts in Redis. Concurrent requests share
/// this reading. Only after a change of one of them a new standing is made, by one request for all that wait.
@Singleton
class CampaignStandings {
    private static final int MAX_SHARED = 256;
    private static final int MAX_CAMPAIGNS = 16;
    private static final int MAX_SCHOOLS = 10_000;
    private static final Duration EXPIRY = Duration.ofMinutes(1);
    /// After this time everything is read again, so that also a change by hand in the database shows.
    private static final Duration MAX_AGE = Duration.ofSeconds(5);
    private static final String REVISIONS = "select c.id, c.revision, c.completion_revision, "
            + SetAsideRevision.SQL.formatted("c.id")
            + " as set_aside_revision from campaign c where c.id in ";
    private final Database database;
    private final CampaignRepository campaigns;
    private final SchoolRepository schools;
    private final CertificateRepository certificates;
    private final Completions completions;
    private final Counts counts;
    private final ExecutorService threads;
    private final Batching<Long, Optional<Version>> versions = new Batching<>(1, MAX_SHARED, this::versions);
    private final Cache<Long, Latest> latest =
            Caffeine.newBuilder().maximumSize(MAX_CAMPAIGNS).expireAfterAccess(EXPIRY).build();
    private final Cache<Long, Long> campaignOfSchool = Caffeine.newBuilder().maximumSize(MAX_SCHOOLS).build();

    CampaignStandings(
            Database database,
            CampaignRepository campaigns,
            SchoolRepository schools,
            CertificateRepository certificates,
            Completions completions,
            Counts counts,
            @Named(TaskExecutors.IO) ExecutorService threads) {
        this.database = database;
        this.campaigns = campaigns;
        this.schools = schools;
        this.certificates = certificates;
        this.completions = completions;
        this.counts = counts;
        this.threads = threads;
    }

    /// How far a campaign's schools are now, by counts that are at most two seconds old.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`
    CampaignStanding ofCampaign(long campaign) {
        var version = versions.ask(campaign).orElseThrow(Problem.NOT_FOUND::exception);
        return latest.get(campaign, Latest::new).current(version);
    }

    /// The same without waiting.
    CompletionStage<CampaignStanding> ofCampaignLater(long campaign) {
        return versions.askLater(campaign, threads)
                .thenCompose(
                        version -> latest.get(campaign, Latest::new)
                                .currentLater(version.orElseThrow(Problem.NOT_FOUND::exception)));
    }

    /// The same for the campaign in which a school takes part.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`
    CampaignStanding ofSchool(long school) {
        return ofCampaign(campaignOf(school));
    }

    /// The same without waiting.
    CompletionStage<CampaignStanding> ofSchoolLater(long school) {
        var campaign = campaignOfSchool.getIfPresent(school);
        return campaign == null
                ? CompletableFuture.supplyAsync(() -> campaignOf(school), threads).thenCompose(this::ofCampaignLater)
                : ofCampaignLater(campaign);
    }

    private long campaignOf(long school) {
        return campaignOfSchool.get(
                school,
                _ -> schools.findById(school).orElseThrow(Problem.NOT_FOUND::exception).campaignId());
    }

    /// What tells whether something that was read of a campaign is still current.
    ///
    /// @param campaign    increases with every change of the campaign, its roster or its codes
    /// @param completions increases with every completion that is declared or withdrawn
    /// @param setAside    increases with everything that is set aside or taken back
    private record Revisions(int campaign, int completions, int setAside) {}

    /// @param counts empty where the counts have no version; then no standing is current
    private record Version(Revisions revisions, Optional<String> counts) {}

    /// @param revisions those of which nothing is missing in the schools
    private record Read(Revisions revisions, CampaignSchools schools, long at) {

        boolean isCurrent(Revisions now) {
            return revisions.equals(now) && System.nanoTime() - at < MAX_AGE.toNanos();
        }
    }

    private record Made(Read read, CampaignStanding standing) {

        boolean isCurrent(Version now) {
            return read.isCurrent(now.revisions()) && now.counts().isPresent()
                    && now.counts().equals(standing.countsVersion());
        }
    }

    private List<Optional<Version>> versions(List<Long> asked) {
        var published = counts.version();
        var revisions = revisions(Set.copyOf(asked));
        return asked.stream()
                .map(id -> Optional.ofNullable(revisions.get(id)).map(found -> new Version(found, published)))
                .toList();
    }

    /// The revisions of those of some campaigns that exist.
    private Map<Long, Revisions> revisions(Set<Long> asked) {
        var ids = NumberList.from(asked);
        var found = new HashMap<Long, Revisions>();
        database.list(
                row -> found.put(
                        row.getLong("id"),
                        new Revisions(
                                row.getInt("revision"),
                                row.getInt("completion_revision"),
                                row.getInt("set_aside_revision"))),
                REVISIONS + ids.sql(),
                ids.values().toArray());
        return found;
    }

    /// The latest standing of one campaign.
    private final class Latest {
        private final Batching<Version, CampaignStanding> updates = new Batching<>(1, MAX_SHARED, this::updated);
        private final long campaign;
        private volatile @Nullable Made made;

        private Latest(long campaign) {
            this.campaign = campaign;
        }

        CampaignStanding current(Version version) {
            var last = made;
            return last != null && last.isCurrent(version) ? last.standing() : updates.ask(version);
        }

        CompletionStage<CampaignStanding> currentLater(Version version) {
            var last = made;
            return last != null && last.isCurrent(version) ? CompletableFuture.completedFuture(last.standing())
                    : updates.askLater(version, threads);
        }

        /// What is read from now on contains all that the waiting requests must see.
        private List<CampaignStanding> updated(List<Version> waiting) {
            var current = made;
            if (current == null || !waiting.stream().allMatch(current::isCurrent)) {
                current = make(Optional.ofNullable(current).map(Made::read));
                made = current;
            }
            return Collections.nCopies(waiting.size(), current.standing());
        }

        private Made make(Optional<Read> before) {
            // The revisions are read first: what changes later is found by the next request.
            var revisions = Optional.ofNullable(revisions(Set.of(campaign)).get(campaign))
                    .orElseThrow(Problem.NOT_FOUND::exception);
            var read = before.filter(last -> last.isCurrent(revisions))
                    .orElseGet(() -> new Read(revisions, readSchools(), System.nanoTime()));
            var received = counts.versioned(read.schools().schools().stream().map(School::id).toList());
            return new Made(
                    read,
                    new CampaignStanding(read.schools(), received, counts.parts(read.schools().campaign())));
        }

        private CampaignSchools readSchools() {
            return new CampaignSchools(
                    campaigns.findById(campaign).orElseThrow(Problem.NOT_FOUND::exception),
                    schools.ofCampaign(campaign),
                    certificates.ofCampaign(campaign)
                            .stream()
                            .filter(certificate -> !certificate.withdrawn())
                            .collect(groupingBy(Certificate::schoolId)),
                    completions.ofCampaign(campaign)
                            .stream()
                            .collect(toMap(Completion::schoolId, Function.identity())));
        }
    }
}
