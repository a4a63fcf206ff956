package io.github.certpulse.numbers.count;

import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.http.sse.Event;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Streams which counts of a campaign have changed, each at most once a second. All watchers of a campaign share one
/// query of the counts, and without watchers nothing is queried.
@Singleton
public class LiveCounts {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCounts.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private final SchoolRepository schools;
    private final Counts counts;
    private final Scheduler blocking;
    private final Map<Long, Flux<Event<ChangedCount>>> watched = new ConcurrentHashMap<>();
    private final Sinks.Empty<Void> stop = Sinks.empty();

    LiveCounts(SchoolRepository schools, Counts counts, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.schools = schools;
        this.counts = counts;
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    /// A count that has changed.
    @Serdeable
    record ChangedCount(String school, String certificate, Role role, int received) {}

    /// Begins with a comment, so that the client has a response while nothing changes, and sends another every 15
    /// seconds, so that proxies keep the connection open.
    public Flux<Event<?>> of(Campaign campaign) {
        return Flux.merge(
                Flux.interval(Duration.ZERO, HEARTBEAT).onBackpressureDrop().map(_ -> Event.of("").comment("watching")),
                watched.computeIfAbsent(campaign.id(), _ -> changes(campaign))).takeUntilOther(stop.asMono());
    }

    /// The same for one school.
    public Flux<Event<?>> of(Campaign campaign, School school) {
        var id = Ids.text(school.id());
        return of(campaign)
                .filter(event -> !(event.getData() instanceof ChangedCount count) || count.school().equals(id));
    }

    /// Ends all streams, so that the shutdown need not wait for them; watchers connect to another replica.
    @EventListener
    void stop(ServerShutdownEvent event) {
        stop.tryEmitEmpty();
    }

    @EventListener
    void forget(Campaigns.Removed removed) {
        watched.remove(removed.campaignId());
    }

    private Flux<Event<ChangedCount>> changes(Campaign campaign) {
        return Flux.interval(Duration.ZERO, INTERVAL)
                .onBackpressureDrop()
                .concatMap(
                        _ -> Mono.fromCallable(() -> read(campaign))
                                .subscribeOn(blocking)
                                .onErrorResume(LiveCounts::skip),
                        1)
                .buffer(2, 1)
                .filter(pair -> pair.size() == 2)
                .concatMapIterable(pair -> changed(pair.getFirst(), pair.getLast()))
                .publish()
                .refCount(1);
    }

    private Map<Long, SchoolCounts> read(Campaign campaign) throws Exception {
        return counts.counted(campaign, schools.ofCampaign(campaign.id()).stream().map(School::id).toList());
    }

    private static Mono<Map<Long, SchoolCounts>> skip(Throwable failure) {
        LOG.warn("Reading the counts failed, the next attempt is in a second: {}", failure.getMessage());
        return Mono.empty();
    }

    private static List<Event<ChangedCount>> changed(Map<Long, SchoolCounts> before, Map<Long, SchoolCounts> after) {
        var events = new ArrayList<Event<ChangedCount>>();
        after.forEach((school, counts) -> counts.responses().forEach((certificate, received) -> {
            var earlier = before.getOrDefault(school, SchoolCounts.NONE).of(certificate);
            for (var role : Role.values()) {
                if (received.of(role) != earlier.of(role)) {
                    events.add(
                            Event.of(new ChangedCount(Ids.text(school), Ids.text(certificate), role, received.of(role)))
                                    .name("count"));
                }
            }
        }));
        return events;
    }
}
