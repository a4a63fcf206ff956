package io.github.certpulse.numbers.tally;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.intake.stored.ResponseReader;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Origins;
import io.github.certpulse.numbers.answer.ResponseRows;
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
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answers of every campaign, for counting. Each replica holds those that it was asked for in memory and follows
/// the responses; the intake knows nothing of it. What is counted includes every response that was committed before the
/// question.
///
/// Now and then an index is compared with the database, when [Follower] says so, and made anew where something is
/// missing.
@Singleton
public class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final Duration UNUSED = Duration.ofHours(1);
    /// The part of the heap that indexes may fill before the one unused longest is dropped.
    private static final int HEAP_PART = 3;
    private static final int KIB = 1024;

    private final ResponseRows responses;
    private final ResponseReader stored;
    private final Origins origins;
    private final Counter repairs;
    private final Timer builds;
    private final Follower follower = new Follower("Comparing the answers");
    private final Map<Long, Follower.Sweeps> comparisons = new HashMap<>();
    private final Cache<Long, AnswerIndex> indexes = Caffeine.newBuilder()
            .expireAfterAccess(UNUSED)
            .maximumWeight(Runtime.getRuntime().maxMemory() / HEAP_PART / KIB)
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
    /// @param count is handed the responses to each version of a questionnaire, and must not keep them
    public <T> T count(Campaign campaign, Filter filter, Function<List<Selection>, T> count) {
        var index = followed(campaign.id());
        return index.reading(() -> count.apply(index.select(filter, origins.of(campaign, index.certificates()))));
    }

    /// How many responses, and respondents, are doubtful.
    public Map<Role, Doubts> doubts(Campaign campaign) {
        var index = followed(campaign.id());
        return index.reading(() -> index.doubts(origins.of(campaign, index.certificates())));
    }

    /// The versions of questionnaires that a role has answered, by code and version.
    public List<Layout> layouts(Campaign campaign, Role role) {
        var index = followed(campaign.id());
        return index.reading(() -> index.of(role).stream().map(AnswerColumns::layout).toList());
    }

    Judgement judgement(Campaign campaign) {
        var index = followed(campaign.id());
        return index.reading(index::judgement);
    }

    private AnswerIndex followed(long campaign) {
        var index = indexes.get(campaign, this::built);
        var before = index.bytes();
        index.follow();
        if (index.bytes() != before) {
            // Weighed anew, unless it was dropped or replaced meanwhile.
            indexes.asMap().replace(campaign, index, index);
        }
        return index;
    }

    private AnswerIndex built(long campaign) {
        var start = System.nanoTime();
        var built = new AnswerIndex(campaign, responses, stored);
        builds.record(Duration.ofNanos(System.nanoTime() - start));
        return built;
    }

    /// Another replica finds out by comparing.
    @EventListener
    void forget(Campaigns.Removed removed) {
        indexes.invalidate(removed.campaignId());
    }

    /// Finds what following cannot: a response that became visible very late, or is gone.
    @Scheduled(fixedDelay = "5s")
    void compare() {
        comparisons.keySet().retainAll(indexes.asMap().keySet());
        follower.step(() -> {
            // A silence of the database is noticed here also while no index is due.
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
        var anew = new AnswerIndex(campaign, responses, stored);
        indexes.asMap().replace(campaign, index, anew);
        return anew;
    }
}
