package io.github.certpulse.numbers.progress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.platform.http.SharedBody;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/// The bodies that show a [CampaignStanding]. Each is written once and serves all who ask for it within a second of the
/// clock, while the standing is current. So the time in a body is less than a second old, and its numbers are still
/// right when it is sent.
@Singleton
class ProgressBodies {
    private static final Duration LIFE = Duration.ofSeconds(1);
    /// Bodies may fill one in so many parts of the heap.
    private static final int HEAP_PARTS = 32;
    private final JsonMapper json;
    private final Clock clock;
    private final ExecutorService blocking;
    private final Cache<Key, SharedBody> bodies = Caffeine.newBuilder()
            .expireAfterWrite(LIFE)
            .maximumWeight(Runtime.getRuntime().maxMemory() / HEAP_PARTS)
            .weigher((Key _, SharedBody body) -> body.size())
            .build();

    ProgressBodies(JsonMapper json, Clock clock, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.json = json;
        this.clock = clock;
        this.blocking = blocking;
    }

    private record Key(CampaignStanding standing, Record view, Instant second) {}

    /// The body of a view, at once if it is written already.
    ///
    /// @param view    what is shown of the standing: a record that is equal for equal bodies
    /// @param content what the body contains at a time
    CompletionStage<SharedBody> of(CampaignStanding standing, Record view, Function<Instant, Object> content) {
        var now = clock.instant();
        var key = new Key(standing, view, now.truncatedTo(ChronoUnit.SECONDS));
        var known = bodies.getIfPresent(key);
        return known != null ? CompletableFuture.completedFuture(known)
                : CompletableFuture.supplyAsync(() -> bodies.get(key, _ -> written(content.apply(now))), blocking);
    }

    private SharedBody written(Object content) {
        try {
            return new SharedBody(json.writeValueAsBytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
