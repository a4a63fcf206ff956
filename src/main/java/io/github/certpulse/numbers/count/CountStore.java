package io.github.certpulse.numbers.count;

import io.github.certpulse.platform.redis.Redis;
import io.github.certpulse.survey.campaign.Campaigns;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.Value;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// The live counts in Redis: one hash with a field for each school. It expires if no replica keeps it up to date, so
/// whatever is in it is fresh. It has a version, which differs whenever any count may differ.
@Singleton
class CountStore {
    static final String COUNTS = "certpulse:counts";
    static final String LEASE = "certpulse:counts:lease";
    private static final String WRITER = "writer";
    /// The field with the version, an opaque text.
    static final String VERSION = "version";
    private static final Duration LIFE = Duration.ofSeconds(5);
    static final Duration LEASE_LIFE = Duration.ofSeconds(3);
    private final Redis redis;
    private final String script;
    private final String replica = UUID.randomUUID().toString();
    private final AtomicLong version = new AtomicLong();

    CountStore(Redis redis) {
        this.redis = redis;
        try (var resource = CountStore.class.getResourceAsStream("/lua/publish-counts.lua")) {
            this.script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes or renews the lease: true for the one replica that keeps the counts.
    boolean holdsLease() {
        return redis.ask(commands -> {
            var taken = "OK".equals(commands.set(LEASE, replica, SetArgs.Builder.nx().px(LEASE_LIFE)));
            return taken || replica.equals(commands.get(LEASE)) && commands.pexpire(LEASE, LEASE_LIFE);
        }).orElse(false);
    }

    /// Writes the schools whose counts have changed. False where the counts in Redis were not all written by this
    /// replica: then all must be published again.
    boolean publishChanges(Map<Long, SchoolCounts> changed) {
        return publish("changes", changed, changed.isEmpty() ? version.get() : version.incrementAndGet());
    }

    /// Replaces all counts. False where Redis does not answer.
    boolean publishAll(Map<Long, SchoolCounts> counts) {
        return publish("all", counts, version.incrementAndGet());
    }

    /// The version of the counts; empty where Redis has none that are fresh.
    Optional<String> version() {
        return redis.ask(commands -> Optional.ofNullable(commands.hget(COUNTS, VERSION))).flatMap(found -> found);
    }

    /// The counts of some schools; empty where Redis has none that are fresh and readable.
    Optional<VersionedCounts> find(Collection<Long> schools) {
        var fields = new ArrayList<>(List.of(WRITER, VERSION));
        schools.forEach(school -> fields.add(school.toString()));
        return redis.ask(commands -> commands.hmget(COUNTS, fields.toArray(String[]::new))).flatMap(values -> {
            if (!values.getFirst().hasValue()) {
                return Optional.empty();
            }
            try {
                var counts = new HashMap<Long, SchoolCounts>();
                values.stream()
                        .skip(2)
                        .filter(Value::hasValue)
                        .forEach(
                                field -> counts
                                        .put(Long.valueOf(field.getKey()), SchoolCounts.decoded(field.getValue())));
                return Optional.of(new VersionedCounts(values.get(1).optional(), counts));
            } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
                // Not written by this service: the caller counts in the database, and the next sweep replaces it.
                return Optional.empty();
            }
        });
    }

    /// Removes the schools of a removed campaign. The replica that keeps the counts may write them again until its next
    /// sweep.
    @EventListener
    void forget(Campaigns.Removed removed) {
        if (!removed.schools().isEmpty()) {
            redis.ask(
                    commands -> commands
                            .hdel(COUNTS, removed.schools().stream().map(String::valueOf).toArray(String[]::new)));
        }
    }

    private boolean publish(String mode, Map<Long, SchoolCounts> counts, long version) {
        var arguments =
                new ArrayList<>(List.of(replica, Long.toString(LIFE.toMillis()), mode, replica + ":" + version));
        counts.forEach((school, count) -> {
            arguments.add(school.toString());
            arguments.add(count.encoded());
        });
        return redis.<Long>ask(
                commands -> commands
                        .eval(script, ScriptOutputType.INTEGER, new String[]{COUNTS}, arguments.toArray(String[]::new)))
                .filter(done -> done == 1)
                .isPresent();
    }
}
