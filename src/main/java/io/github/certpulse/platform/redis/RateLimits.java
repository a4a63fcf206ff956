package io.github.certpulse.platform.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.platform.redis.Demand.Taking;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.codec.Base16;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All limits on how often somebody may do something. They are counted in Redis for all replicas together; while Redis
/// is unreachable, each replica counts for itself.
@Singleton
public class RateLimits {

    /// @see #permits
    public enum Limit {
        /// Sign-in attempts for one account from one address; a success clears them.
        SIGN_IN("SIGN_IN", 10, Duration.ofSeconds(60), false),
        /// The same from one known device.
        SIGN_IN_DEVICE("SIGN_IN_DEVICE", 10, Duration.ofSeconds(60), false),
        /// Failed attempts for one account from all its unknown addresses together.
        SIGN_IN_ACCOUNT("SIGN_IN_ACCOUNT", 20, Duration.ofSeconds(30), false),
        /// Failed attempts from one address for all accounts together; a province's schools may share an address.
        SIGN_IN_ADDRESS("SIGN_IN_ADDRESS", 200, Duration.ofSeconds(5), false),
        /// The queue of attempts that have exceeded another limit.
        SIGN_IN_QUEUE("SIGN_IN_QUEUE", 5, Duration.ofSeconds(1), false),
        /// Codes of the second factor for one account; a right one clears them.
        SECOND_FACTOR("SECOND_FACTOR", 5, Duration.ofSeconds(60), false),
        /// New browser respondents from one address. It is high, because a school's computer lab shares one address.
        WEB_SESSION("WEB_SESSION", 3000, Duration.ofMillis(20), true),
        /// WeChat logins from one address; high for the same reason.
        WECHAT_LOGIN("WECHAT_LOGIN", 3000, Duration.ofMillis(20), true),
        /// Sheets handed in by one respondent at one school.
        SUBMISSION("SUBMISSION", 120, Duration.ofSeconds(1), true),
        /// New browser respondents who hand in at one school within an hour. This number is for a school without
        /// registered students; every registered student adds one, and the office may set more.
        NEW_BROWSERS("NEW_BROWSERS", 500, Duration.ofMillis(7_200), true),
        /// Wrong site words of one respondent for one code.
        SITE_WORD("SITE_WORD", 5, Duration.ofSeconds(60), false),
        /// Wrong site words from one address for one code; a school shares an address.
        SITE_WORD_ADDRESS("SITE_WORD_ADDRESS", 100, Duration.ofSeconds(10), false),
        /// Wrong site words for one code from everywhere.
        SITE_WORD_CODE("SITE_WORD_CODE", 500, Duration.ofSeconds(5), false),
        /// Lookups of receipts of completions from one address.
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

        /// The limit's part of its keys in Redis. It never changes, so that counts survive an update of the service.
        public String id() {
            return id;
        }

        /// How many permits can be taken at once.
        public int permits() {
            return permits;
        }

        /// The time after which one more permit is available.
        public Duration refill() {
            return refill;
        }
    }

    /// After this time a newcomer counts as new again.
    public static final Duration KNOWN_FOR = Duration.ofHours(1);
    private final Redis redis;
    private final boolean on;
    private final String script;
    private final String digest;
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
        this.digest = Base16.digest(script.getBytes(StandardCharsets.UTF_8));
    }

    /// Takes one permit; where there is none, returns how long to wait for the next. `CERTPULSE_RATE_LIMITS=off` turns
    /// off the respondents' limits, but never those of sign-ins and site words.
    public Optional<Duration> refused(Limit limit, String who) {
        return refused(List.of(Demand.of(limit, who, Taking.TAKE))).map(Refusal::delay);
    }

    /// The limit that has no permit, and how long to wait for the next.
    public record Refusal(Limit limit, Duration delay) {}

    /// Meets all demands in one call; where one limit has no permit, takes none. While Redis is unreachable, permits
    /// may be taken all the same from the limits before it.
    public Optional<Refusal> refused(List<Demand> demands) {
        var counted = demands.stream().filter(demand -> !isOff(demand.limit())).toList();
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        var reply = ask(counted);
        return reply.delay > 0 ? Optional.of(new Refusal(reply.limit, Duration.ofMillis(reply.delay)))
                : Optional.empty();
    }

    /// Whether [#refused] answers at once, without asking Redis.
    public boolean isOff(Limit limit) {
        return !on && limit.canBeOff;
    }

    /// The result of [#queue].
    public sealed interface QueuePlace {
        /// @param turn how long to wait in the queue
        record Taken(Duration turn) implements QueuePlace {}

        /// @param delay until the next place is free
        record Full(Duration delay) implements QueuePlace {}
    }

    /// Takes a place in a queue of [Limit#permits()] places; one place becomes free in each [Limit#refill()].
    public QueuePlace queue(Limit limit, String who) {
        var wait = ask(List.of(Demand.of(limit, who, Taking.TAKE))).delay;
        return wait > 0 ? new QueuePlace.Full(Duration.ofMillis(wait)) : new QueuePlace.Taken(Duration.ofMillis(-wait));
    }

    /// @param delay milliseconds: positive to wait after a refusal, otherwise minus the time in the queue
    private record Answer(long delay, Limit limit) {}

    private Answer ask(List<Demand> demands) {
        return redis.ask(commands -> run(commands, demands)).orElseGet(() -> askLocally(demands));
    }

    /// Names the script by its digest, and sends it where Redis does not have it yet.
    private Answer run(RedisClusterCommands<String, String> commands, List<Demand> demands) {
        var keys = demands.stream().flatMap(Demand::keys).toArray(String[]::new);
        var arguments = new ArrayList<String>();
        arguments.add(Long.toString(KNOWN_FOR.toMillis()));
        for (var demand : demands) {
            arguments.add(Integer.toString(demand.permits()));
            arguments.add(Long.toString(demand.refill().toMillis()));
            arguments.add(switch (demand.taking()) {
                case TAKE -> "take";
                case LOOK -> "look";
                case TAKE_IF_NEW -> "new";
            });
        }
        var reply = run(commands, keys, arguments.toArray(String[]::new));
        return new Answer(reply.getFirst(), demands.get(Math.max(0, reply.getLast().intValue() - 1)).limit());
    }

    private List<Long> run(RedisClusterCommands<String, String> commands, String[] keys, String... arguments) {
        try {
            return commands.<List<Long>>evalsha(digest, ScriptOutputType.MULTI, keys, arguments);
        } catch (RedisNoScriptException unknown) {
            return commands.<List<Long>>eval(script, ScriptOutputType.MULTI, keys, arguments);
        }
    }

    /// Returns all permits.
    public void clear(Limit limit, String who) {
        redis.ask(commands -> commands.del(key(limit, who)));
        localTimes.invalidate(key(limit, who));
    }

    /// Returns one permit.
    public void giveBack(Limit limit, String who) {
        var key = key(limit, who);
        var step = limit.refill.toMillis();
        redis.ask(commands -> {
            var time = commands.decrby(key, step);
            // If the key had just expired, decrby made a new one, which must expire too.
            commands.pexpire(key, step * limit.permits);
            return time;
        });
        localTimes.asMap().computeIfPresent(key, (_, time) -> time - step);
    }

    /// The rule of the script, for this replica alone.
    private Answer askLocally(List<Demand> demands) {
        var turn = 0L;
        for (var demand : demands) {
            var wait = demand.taking() == Taking.TAKE_IF_NEW ? 0 : takeLocally(demand);
            if (wait > 0) {
                return new Answer(wait, demand.limit());
            }
            turn = demand == demands.getFirst() ? wait : turn;
        }
        return new Answer(turn, demands.getFirst().limit());
    }

    private long takeLocally(Demand demand) {
        var now = System.nanoTime() / 1_000_000;
        var step = demand.refill().toMillis();
        var wait = new long[1];
        localTimes.asMap().compute(demand.key(), (_, time) -> {
            var start = time == null || time < now ? now : time;
            var untilNext = start + step - now - step * demand.permits();
            wait[0] = untilNext > 0 ? untilNext : now - start;
            return untilNext > 0 || demand.taking() == Taking.LOOK ? start : start + step;
        });
        return wait[0];
    }

    static String key(Limit limit, String who) {
        return "certpulse:limit:" + limit.id + ":" + who;
    }
}
