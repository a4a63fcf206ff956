package io.github.certpulse.shared;

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

/// Every limit on how often somebody may ask. They are counted in Redis, for all replicas together; while Redis is away
/// each replica counts for itself.
@Singleton
public class RateLimits {

    /// @see #permits
    public enum Limit {
        /// Attempts at one account from one address; a success clears them.
        SIGN_IN(10, Duration.ofSeconds(60), false),
        /// Failed attempts from one address at all accounts together; a province's schools may share one.
        SIGN_IN_ADDRESS(200, Duration.ofSeconds(5), false),
        /// New browser respondents from one address. A school's computer lab shares one, so there is room.
        WEB_SESSION(3000, Duration.ofMillis(20), true),
        /// WeChat logins from one address; the same holds.
        WECHAT_LOGIN(3000, Duration.ofMillis(20), true),
        /// Sheets handed in by one respondent.
        SUBMISSION(120, Duration.ofSeconds(1), true),
        /// Receipts of completions that somebody looks up from one address.
        CONFIRMATION(120, Duration.ofSeconds(1), false);

        private final int permits;
        private final Duration refill;
        private final boolean canBeOff;

        Limit(int permits, Duration refill, boolean canBeOff) {
            this.permits = permits;
            this.refill = refill;
            this.canBeOff = canBeOff;
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
    private final Cache<String, Long> ownTimes = Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofHours(1)).build();

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
        var key = key(limit, who);
        long wait = redis.<Long>ask(commands -> commands.eval(script, ScriptOutputType.INTEGER, new String[] {key},
                        Integer.toString(limit.permits), Long.toString(limit.refill.toMillis())))
                .orElseGet(() -> ownWait(limit, key));
        return wait == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(wait));
    }

    /// Gives all permits back: the sign-in succeeded.
    public void clear(Limit limit, String who) {
        redis.ask(commands -> commands.del(key(limit, who)));
        ownTimes.invalidate(key(limit, who));
    }

    /// Gives one permit back that was taken: it turned out not to count.
    public void giveBack(Limit limit, String who) {
        var key = key(limit, who);
        var step = limit.refill.toMillis();
        redis.ask(commands -> {
            var time = commands.decrby(key, step);
            // Where the key had just ended, this made one; it must not stay for ever.
            commands.pexpire(key, step * limit.permits);
            return time;
        });
        ownTimes.asMap().computeIfPresent(key, (_, time) -> time - step);
    }

    /// The same rule as the script's, for this replica alone.
    private long ownWait(Limit limit, String key) {
        var now = System.nanoTime() / 1_000_000;
        var step = limit.refill.toMillis();
        var wait = new long[1];
        ownTimes.asMap().compute(key, (_, time) -> {
            var start = time == null || time < now ? now : time;
            wait[0] = Math.max(0, start + step - now - step * limit.permits);
            return wait[0] > 0 ? start : start + step;
        });
        return wait[0];
    }

    private static String key(Limit limit, String who) {
        return "certpulse:limit:" + limit + ":" + who;
    }
}
