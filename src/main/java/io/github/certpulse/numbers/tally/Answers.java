package io.github.certpulse.numbers.tally;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.intake.stored.ResponseReader.StoringTimes;
import io.github.certpulse.intake.stored.ResponseReader;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.Origins;
import io.github.certpulse.numbers.answer.ResponseRows;
import io.github.certpulse.numbers.arrival.Registered;
import io.github.certpulse.numbers.following.Follower;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.questionnaire.Role;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answers of every campaign, for counting. Each replica holds the answers of the campaigns that it was asked for
/// in memory and follows the responses; the intake does not depend on it. A count includes every response that was
/// committed before the call.
///
/// When [Follower] decides it, an index is compared with the database and built again if it differs.
@Singleton
public class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final Duration EXPIRY = Duration.ofHours(1);
    /// Indexes may fill one in so many parts of the heap; then the least recently used one is dropped.
    private static final int HEAP_PARTS = 3;
    private static final int KIB = 1024;

    private final ResponseRows responses;
    private final ResponseReader stored;
    private final Origins origins;
    private final Counter repairs;
    private final Timer builds;
    private final Follower follower = new Follower("Comparing the answers");
    private final Map<Long, Follower.Sweeps> comparisons = new HashMap<>();
    private final Map<Long, RegisteredOnRoster> registered = new ConcurrentHashMap<>();
    private final Cache<Long, AnswerIndex> indexes = Caffeine.newBuilder()
            .expireAfterAccess(EXPIRY)
            .maximumWeight(Runtime.getRuntime().maxMemory() / HEAP_PARTS / KIB)
            .weigher((Long _, AnswerIndex index) -> (int) (index.bytes() / KIB) + 1)
            .build();

    Answers(ResponseRows responses, ResponseReader stored, Origins origins, MeterRegistry metrics) {
        this.responses = responses;
        this.stored = stored;
        this.origins = origins;
        this.repairs = metrics.counter("certpulse.answers.repairs");
        this.builds = metrics.timer("certpulse.answers.builds");
    }

    /// Counts something of the responses that pass a filter.
    ///
    /// @param count gets the responses to each version of a questionnaire, and must not keep them
    public <T> T count(Campaign campaign, Filter filter, Function<List<Selection>, T> count) {
        var index = followed(campaign);
        return index.reading(() -> count.apply(index.select(filter, origins.of(campaign, index.certificates()))));
    }

    /// How many responses and persons are flagged, and how many are set aside, by role.
    public CountedParts parts(Campaign campaign) {
        var index = followed(campaign);
        return index.reading(() -> index.parts(origins.of(campaign, index.certificates())));
    }

    /// The same as if further responses were set aside.
    ///
    /// @param keys of the responses, see [io.github.certpulse.numbers.answer.ResponseKey]
    public CountedParts partsIfSetAside(Campaign campaign, LongStream keys) {
        var index = followed(campaign);
        return index.reading(() -> index.partsIfSetAside(origins.of(campaign, index.certificates()), keys));
    }

    /// Whether anything of a campaign was ever set aside, without reading its answers.
    public boolean hasSetAside(long campaign) {
        return stored.look(campaign, StoringTimes::setAsideRevision) > 0;
    }

    /// The versions of questionnaires that a role has answered, by code and version.
    public List<Layout> layouts(Campaign campaign, Role role) {
        var index = followed(campaign);
        return index.reading(() -> index.columnsOf(role).stream().map(AnswerColumns::layout).toList());
    }

    Judgement judgement(Campaign campaign) {
        var index = followed(campaign);
        return index.reading(() -> index.judgement(origins.of(campaign, index.certificates())));
    }

    private AnswerIndex followed(Campaign campaign) {
        var index = current(campaign);
        var before = index.bytes();
        while (!index.follow()) {
            LOG.warn("The database's clock was set back; reading the answers of campaign {} again", campaign.id());
            indexes.asMap().remove(campaign.id(), index);
            index = current(campaign);
        }
        if (index.bytes() != before) {
            // The cache weighs it again, unless it was dropped or replaced meanwhile.
            indexes.asMap().replace(campaign.id(), index, index);
        }
        return index;
    }

    /// The index by the roster's current numbers of students. One caller builds it, the others wait.
    private AnswerIndex current(Campaign campaign) {
        var roster = origins.of(campaign);
        var known = registered.compute(
                campaign.id(),
                (
                        _,
                        before) -> before != null && before.origins() == roster ? before
                                : new RegisteredOnRoster(roster, Registered.from(roster.values())));
        var index = indexes.getIfPresent(campaign.id());
        return index != null && index.registered().equals(known.registered()) ? index
                : indexes.asMap()
                        .compute(
                                campaign.id(),
                                (
                                        id,
                                        before) -> before != null && before.registered().equals(known.registered())
                                                ? before
                                                : build(id, known.registered()));
    }

    private record RegisteredOnRoster(Map<Long, Origin> origins, Registered registered) {}

    private AnswerIndex build(long campaign, Registered known) {
        var start = System.nanoTime();
        var index = new AnswerIndex(campaign, known, responses, stored);
        builds.record(Duration.ofNanos(System.nanoTime() - start));
        return index;
    }

    /// Other replicas notice the removal when they compare.
    @EventListener
    void forget(Campaigns.Removed removed) {
        indexes.invalidate(removed.campaignId());
        registered.remove(removed.campaignId());
    }

    /// Finds what following cannot find: a response that became visible very late or was removed.
    @Scheduled(fixedDelay = "5s")
    void compare() {
        comparisons.keySet().retainAll(indexes.asMap().keySet());
        follower.step(() -> {
            // So that a failure of the database is noticed even while no index is due.
            stored.settled();
            indexes.asMap().forEach((campaign, index) -> {
                var sweeps = comparisons.computeIfAbsent(campaign, _ -> follower.new Sweeps());
                if (sweeps.isDue()) {
                    sweeps.run(() -> compared(campaign, index));
                }
            });
        });
    }

    private AnswerIndex compared(long campaign, AnswerIndex index) {
        if (index.isComplete()) {
            return index;
        }
        repairs.increment();
        LOG.warn("Campaign {} has other answers in memory than in the database; reading them again", campaign);
        var rebuilt = new AnswerIndex(campaign, index.registered(), responses, stored);
        indexes.asMap().replace(campaign, index, rebuilt);
        return rebuilt;
    }
}
