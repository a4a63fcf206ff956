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

/// The live counts in Redis: one hash, a field for each school. It expires by itself when nobody keeps it up to date,
/// so whatever stands in it is fresh.
@Singleton
class CountStore {
    static final String COUNTS = "certpulse:counts";
    static final String LEASE = "certpulse:counts:lease";
    private static final String WRITER = "writer";
    private static final Duration FRESH = Duration.ofSeconds(5);
    static final Duration LEASE_LIFE = Duration.ofSeconds(3);
    private final Redis redis;
    private final String script;
    private final String self = UUID.randomUUID().toString();

    CountStore(Redis redis) {
        this.redis = redis;
        try (var resource = CountStore.class.getResourceAsStream("/lua/publish-counts.lua")) {
            this.script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether this replica is the one that keeps the counts; the others stand by.
    boolean holdsLease() {
        return redis.ask(commands -> {
            var mine = "OK".equals(commands.set(LEASE, self, SetArgs.Builder.nx().px(LEASE_LIFE)));
            return mine || self.equals(commands.get(LEASE)) && commands.pexpire(LEASE, LEASE_LIFE);
        }).orElse(false);
    }

    /// Writes the schools whose counts have changed. False where what stands in Redis was not written by this replica
    /// without a gap: then everything must be published again.
    boolean publishChanges(Map<Long, SchoolCounts> changed) {
        return publish("changes", changed);
    }

    /// Writes all counts in place of whatever is there. False where Redis is out of reach.
    boolean publishAll(Map<Long, SchoolCounts> counts) {
        return publish("all", counts);
    }

    /// The counts of some schools; empty where Redis has none that are fresh and readable.
    Optional<Map<Long, SchoolCounts>> of(Collection<Long> schools) {
        var fields = new ArrayList<String>(schools.size() + 1);
        fields.add(WRITER);
        schools.forEach(school -> fields.add(school.toString()));
        return redis.ask(commands -> commands.hmget(COUNTS, fields.toArray(String[]::new))).flatMap(values -> {
            if (!values.getFirst().hasValue()) {
                return Optional.empty();
            }
            try {
                var counts = new HashMap<Long, SchoolCounts>();
                values.stream()
                        .skip(1)
                        .filter(Value::hasValue)
                        .forEach(
                                field -> counts
                                        .put(Long.valueOf(field.getKey()), SchoolCounts.decoded(field.getValue())));
                return Optional.of(counts);
            } catch (IllegalArgumentException | IndexOutOfBoundsException strange) {
                // Somebody else wrote there: the database knows better, and the next sweep writes over it.
                return Optional.empty();
            }
        });
    }

    /// Takes a removed campaign's schools away. Whoever keeps the counts may have them a little longer, until it counts
    /// everything again.
    @EventListener
    void forget(Campaigns.Removed removed) {
        if (!removed.schools().isEmpty()) {
            redis.ask(
                    commands -> commands
                            .hdel(COUNTS, removed.schools().stream().map(String::valueOf).toArray(String[]::new)));
        }
    }

    private boolean publish(String mode, Map<Long, SchoolCounts> counts) {
        var arguments = new ArrayList<>(List.of(self, Long.toString(FRESH.toMillis()), mode));
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
