package io.github.certpulse.platform.redis;

import io.github.certpulse.platform.redis.RateLimits.Limit;
import java.time.Duration;
import java.util.stream.Stream;

/// What a request demands of one limit. Several demands of one request are met together or not at all.
///
/// @param who      the subject; for demands of the same request it begins with the same words in braces, so that a
///                 cluster of Redis stores their keys together
/// @param permits  how many permits can be taken at once
/// @param refill   the time after which one more permit is available
/// @param newcomer who takes a permit only once within [RateLimits#KNOWN_FOR]; empty if every request takes one
public record Demand(Limit limit, String who, int permits, Duration refill, Taking taking, String newcomer) {

    /// Whether a permit is taken.
    public enum Taking {
        TAKE,
        /// A permit must be available but is not taken.
        LOOK,
        /// Taken unless the newcomer has taken one lately. While Redis is unreachable, the demand is met.
        TAKE_IF_NEW
    }

    public Demand {
        if (permits < 1 || refill.toMillis() < 1) {
            throw new IllegalArgumentException("A limit has at least one permit, and one comes at most each ms");
        }
        if (newcomer.isEmpty() == (taking == Taking.TAKE_IF_NEW)) {
            throw new IllegalArgumentException("A newcomer is given exactly where it matters");
        }
    }

    /// With the limit's own numbers.
    public static Demand of(Limit limit, String who, Taking taking) {
        return new Demand(limit, who, limit.permits(), limit.refill(), taking, "");
    }

    /// Of a limit on how many newcomers there are within a time, all of them at once at most.
    ///
    /// @param permits a number of the subject's own
    public static Demand ofNewcomer(Limit limit, String who, int permits, Duration time, String newcomer) {
        return new Demand(limit, who, permits, time.dividedBy(permits), Taking.TAKE_IF_NEW, newcomer);
    }

    String key() {
        return RateLimits.key(limit, who);
    }

    /// The keys as the script gets them.
    Stream<String> keys() {
        return newcomer.isEmpty() ? Stream.of(key()) : Stream.of(key(), RateLimits.key(limit, who + ":" + newcomer));
    }
}
