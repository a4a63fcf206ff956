package io.github.certpulse.numbers.tally;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Origins;
import io.github.certpulse.numbers.answer.ResponseRows;
import io.github.certpulse.numbers.answer.Unsettled;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.questionnaire.Role;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.SQLException;
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
/// Now and then an index is compared with the database and, where something is missing, made anew; that may take 2 % of
/// the time, and more only after the database did not answer for a while.
@Singleton
public class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final Duration UNUSED = Duration.ofHours(1);
    private static final Duration MIN_PAUSE = Duration.ofSeconds(5);
    private static final int PAUSE_PER_DURATION = 50;
    /// The part of the heap that indexes may fill before the one unused longest is dropped.
    private static final int HEAP_PART = 3;
    private static final int KIB = 1024;

    private final ResponseRows responses;
    private final Origins origins;
    private final Counter repairs;
    private final Timer builds;
    private final Map<Long, Long> nextComparison = new HashMap<>();
    private final Unsettled unsettled = new Unsettled();
    private final Cache<Long, AnswerIndex> indexes = Caffeine.newBuilder()
            .expireAfterAccess(UNUSED)
            .maximumWeight(Runtime.getRuntime().maxMemory() / HEAP_PART / KIB)
            .weigher((Long _, AnswerIndex index) -> (int) (index.bytes() / KIB) + 1)
            .build();

    Answers(ResponseRows responses, Origins origins, MeterRegistry metrics) {
        this.responses = responses;
        this.origins = origins;
        this.repairs = metrics.counter("certpulse.answers.repairs");
        this.builds = metrics.timer("certpulse.answers.builds");
    }

    /// Counts something of the responses that pass a filter.
    ///
    /// @param count is handed the responses to each version of a questionnaire, and must not keep them
    public <T> T count(Campaign campaign, Filter filter, Function<List<Selection>, T> count) throws SQLException {
        var index = followed(campaign.id());
        return index.reading(() -> count.apply(index.select(filter, origins.of(campaign, index.certificates()))));
    }

    /// How many responses, and respondents, are doubtful.
    public Map<Role, Doubts> doubts(Campaign campaign) throws SQLException {
        var index = followed(campaign.id());
        return index.reading(() -> index.doubts(origins.of(campaign, index.certificates())));
    }

    /// The versions of questionnaires that a role has answered, by code and version.
    public List<Layout> layouts(Campaign campaign, Role role) throws SQLException {
        var index = followed(campaign.id());
        return index.reading(() -> index.of(role).stream().map(AnswerColumns::layout).toList());
    }

    Judgement judgement(Campaign campaign) throws SQLException {
        var index = followed(campaign.id());
        return index.reading(index::judgement);
    }

    private AnswerIndex followed(long campaign) throws SQLException {
        var index = indexes.getIfPresent(campaign);
        if (index == null) {
            index = built(campaign);
        }
        var before = index.bytes();
        index.follow();
        if (index.bytes() != before) {
            // Weighed anew, unless it was dropped or replaced meanwhile.
            indexes.asMap().replace(campaign, index, index);
        }
        return index;
    }

    private AnswerIndex built(long campaign) throws SQLException {
        var failure = new SQLException[1];
        var index = indexes.get(campaign, id -> {
            try {
                var start = System.nanoTime();
                var built = new AnswerIndex(id, responses);
                builds.record(Duration.ofNanos(System.nanoTime() - start));
                return built;
            } catch (SQLException e) {
                failure[0] = e;
                return null;
            }
        });
        if (index == null) {
            throw failure[0] == null ? new SQLException("The answers could not be read") : failure[0];
        }
        return index;
    }

    /// Another replica finds out by comparing.
    @EventListener
    void forget(Campaigns.Removed removed) {
        indexes.invalidate(removed.campaignId());
    }

    /// Finds what a follower cannot: a response that became visible very late, or is gone.
    @Scheduled(fixedDelay = "5s")
    void compare() {
        nextComparison.keySet().retainAll(indexes.asMap().keySet());
        try {
            // A silence of the database is noticed here also while no index is due.
            responses.settled();
            for (var index : indexes.asMap().entrySet()) {
                var next = nextComparison.get(index.getKey());
                if (next == null || !unsettled.isOver() || System.nanoTime() - next >= 0) {
                    compare(index.getKey(), index.getValue());
                }
            }
        } catch (SQLException e) {
            unsettled.begin();
            LOG.warn("Comparing the answers waits for the database: {}", e.getMessage());
        }
    }

    private void compare(long campaign, AnswerIndex index) throws SQLException {
        var start = System.nanoTime();
        if (!index.isComplete()) {
            repairs.increment();
            LOG.warn("Campaign {} has other answers in memory than in the database; reading them again", campaign);
            indexes.asMap().replace(campaign, index, new AnswerIndex(campaign, responses));
        }
        var pause = (System.nanoTime() - start) * PAUSE_PER_DURATION;
        nextComparison.put(campaign, System.nanoTime() + Math.max(MIN_PAUSE.toNanos(), pause));
    }
}
