package io.github.certpulse.platform.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.ScriptOutputType;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Every limit on how often somebody may ask. They are counted in Redis, for all replicas together; while Redis is out
/// of reach, each replica counts for itself.
@Singleton
public class RateLimits {

    /// @see #permits
    public enum Limit {
        /// Attempts at one account from one address; a success clears them.
        SIGN_IN("SIGN_IN", 10, Duration.ofSeconds(60), false),
        /// The same from one device that has signed in to the account before.
        SIGN_IN_DEVICE("SIGN_IN_DEVICE", 10, Duration.ofSeconds(60), false),
        /// Failed attempts at one account from all addresses together that it does not know.
        SIGN_IN_ACCOUNT("SIGN_IN_ACCOUNT", 20, Duration.ofSeconds(30), false),
        /// Failed attempts from one address at all accounts together; a province's schools may share one.
        SIGN_IN_ADDRESS("SIGN_IN_ADDRESS", 200, Duration.ofSeconds(5), false),
        /// A queue of attempts that have used up another limit.
        SIGN_IN_QUEUE("SIGN_IN_QUEUE", 5, Duration.ofSeconds(1), false),
        /// New browser respondents from one address. A school's computer lab shares one, so there is room.
        WEB_SESSION("WEB_SESSION", 3000, Duration.ofMillis(20), true),
        /// WeChat logins from one address; the same holds.
        WECHAT_LOGIN("WECHAT_LOGIN", 3000, Duration.ofMillis(20), true),
        /// Sheets handed in by one respondent.
        SUBMISSION("SUBMISSION", 120, Duration.ofSeconds(1), true),
        /// Receipts of completions that somebody looks up from one address.
        CONFIRMATION("CONFIRMATION", 120, Duration.ofSeconds(1), false);

        private final String id;
        private final int permits;
        private final Duration refill;
        private final boolean canBeOff;

        Limit(String id, int permits, Duration refill, boolean canBeOff) {
            this.id = id;
            this.permits = permits;
            this.refill = refill;
            this.canBeOff = canBeOff;
        }

        /// The limit's part of its keys in Redis. It never changes, so that limits outlast a change of the service.
        public String id() {
            return id;
        }

        /// How many may come at once.
        public int permits() {
            return permits;
        }

        /// How long it takes until one more may come.
        public Duration refill() {
            return refill;
        }
    }

    private final Redis redis;
    private final boolean on;
    private final String script;
    private final Cache<String, Long> localTimes =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofHours(1)).build();

    public RateLimits(Redis redis, @Property(name = "certpulse.rate-limits") String onOrOff) {
        this.redis = redis;
        this.on = onOrOff.equals("on");
        try (var resource = RateLimits.class.getResourceAsStream("/lua/rate-limit.lua")) {
            this.script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes one permit; where there is none, says how long to wait for the next. `CERTPULSE_RATE_LIMITS=off` turns off
    /// the respondents' limits but never the throttling of sign-ins.
    public Optional<Duration> refused(Limit limit, String who) {
        if (!on && limit.canBeOff) {
            return Optional.empty();
        }
        var wait = take(limit, who);
        return wait > 0 ? Optional.of(Duration.ofMillis(wait)) : Optional.empty();
    }

    /// What comes of asking for a place in a queue.
    public sealed interface QueuePlace {
        /// @param turn how long to wait for one's turn
        record Taken(Duration turn) implements QueuePlace {}

        /// @param delay until the next place is free
        record Full(Duration delay) implements QueuePlace {}
    }

    /// Takes a place in a queue of [Limit#permits()] places, from which one leaves each [Limit#refill()].
    public QueuePlace queue(Limit limit, String who) {
        var wait = take(limit, who);
        return wait > 0 ? new QueuePlace.Full(Duration.ofMillis(wait)) : new QueuePlace.Taken(Duration.ofMillis(-wait));
    }

    /// As the script says it.
    private long take(Limit limit, String who) {
        var key = key(limit, who);
        return redis.<Long>ask(
                commands -> commands.eval(
                        script,
                        ScriptOutputType.INTEGER,
                        new String[]{key},
                        Integer.toString(limit.permits),
                        Long.toString(limit.refill.toMillis())))
                .orElseGet(() -> takeLocally(limit, key));
    }

    /// Gives all permits back: the sign-in succeeded.
    public void clear(Limit limit, String who) {
        redis.ask(commands -> commands.del(key(limit, who)));
        localTimes.invalidate(key(limit, who));
    }

    /// Gives one permit back that was taken: it turned out not to count.
    public void giveBack(Limit limit, String who) {
        var key = key(limit, who);
        var step = limit.refill.toMillis();
        redis.ask(commands -> {
            var time = commands.decrby(key, step);
            // Where the key had just expired, this made a new one, which must expire too.
            commands.pexpire(key, step * limit.permits);
            return time;
        });
        localTimes.asMap().computeIfPresent(key, (_, time) -> time - step);
    }

    /// The same rule as the script's, for this replica alone.
    private long takeLocally(Limit limit, String key) {
        var now = System.nanoTime() / 1_000_000;
        var step = limit.refill.toMillis();
        var wait = new long[1];
        localTimes.asMap().compute(key, (_, time) -> {
            var start = time == null || time < now ? now : time;
            var untilNext = start + step - now - step * limit.permits;
            wait[0] = untilNext > 0 ? untilNext : now - start;
            return untilNext > 0 ? start : start + step;
        });
        return wait[0];
    }

    private static String key(Limit limit, String who) {
        return "certpulse:limit:" + limit.id + ":" + who;
    }
}
