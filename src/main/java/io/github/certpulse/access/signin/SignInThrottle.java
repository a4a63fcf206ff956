package io.github.certpulse.access.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.access.signin.KnownDevices.Client;
import io.github.certpulse.platform.redis.RateLimits;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.platform.redis.RateLimits.QueuePlace;
import io.github.certpulse.platform.redis.Redis;
import io.lettuce.core.SetArgs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Slows down guessing of passwords, but accepts people who know theirs, however many others guess.
///
/// An attempt from a known device is tried at once; each known device has a separate limit. All other attempts are
/// counted by address and account, by account over all addresses (except for addresses from which somebody has signed
/// in to it), and by address over all accounts. An attempt that exceeds one of these limits waits in that limit's
/// queue, which admits one attempt a second. Then a right password is accepted, and a wrong one gets
/// `too-many-attempts`. An attempt that finds the queue full is rejected without being tried; that happens only while
/// five others wait for the same limit.
///
/// The counts and the known addresses are in Redis for all replicas; without Redis each replica has its own.
@Singleton
class SignInThrottle {
    private static final Duration ADDRESS_LIFE = Duration.ofDays(90);
    private final RateLimits limits;
    private final KnownDevices devices;
    private final Redis redis;
    private final Cache<String, Boolean> localAddresses =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(ADDRESS_LIFE).build();

    SignInThrottle(RateLimits limits, KnownDevices devices, Redis redis) {
        this.limits = limits;
        this.devices = devices;
        this.redis = redis;
    }

    sealed interface Admission {
        /// The password is tried now.
        ///
        /// @param slowed how long until the exceeded limits allow an attempt again; empty where none is exceeded
        record Admitted(List<Permit> taken, Optional<Duration> slowed) implements Admission {}

        /// The queue is full.
        record Rejected(Duration delay) implements Admission {}
    }

    record Permit(Limit limit, String who) {}

    /// Blocks until the attempt may be tried, or returns at once where the queue is full.
    Admission admit(String username, Client client) {
        var device = new Permit(Limit.SIGN_IN_DEVICE, username + "@" + client.deviceId());
        if (devices.isKnown(client, username) && limits.refused(device.limit(), device.who()).isEmpty()) {
            return new Admission.Admitted(List.of(device), Optional.empty());
        }
        var taken = new ArrayList<Permit>();
        var slowed = Duration.ZERO;
        for (var permit : permitsFor(username, client.address())) {
            var wait = limits.refused(permit.limit(), permit.who());
            if (wait.isEmpty()) {
                taken.add(permit);
                continue;
            }
            slowed = slowed.compareTo(wait.get()) < 0 ? wait.get() : slowed;
            switch (limits.queue(Limit.SIGN_IN_QUEUE, permit.limit().id() + ":" + permit.who())) {
                case QueuePlace.Taken(var turn) -> pause(turn);
                case QueuePlace.Full(var full) -> {
                    return new Admission.Rejected(full);
                }
            }
        }
        return new Admission.Admitted(List.copyOf(taken), Optional.of(slowed).filter(Duration::isPositive));
    }

    /// Takes back the permits of an attempt with the right password, and remembers its address as known.
    void succeeded(String username, Client client, Admission.Admitted attempt) {
        attempt.taken().forEach(permit -> {
            if (permit.limit() == Limit.SIGN_IN || permit.limit() == Limit.SIGN_IN_DEVICE) {
                limits.clear(permit.limit(), permit.who());
            } else {
                limits.giveBack(permit.limit(), permit.who());
            }
        });
        var key = addressKey(username, client.address());
        redis.ask(commands -> commands.set(key, "", SetArgs.Builder.ex(ADDRESS_LIFE)));
        localAddresses.put(key, true);
    }

    /// The narrowest limit first, so that an attempt that waits for it takes no permits of the others.
    private List<Permit> permitsFor(String username, String address) {
        var own = new Permit(Limit.SIGN_IN, username + "@" + address);
        var ofAccount = new Permit(Limit.SIGN_IN_ACCOUNT, username);
        var ofAddress = new Permit(Limit.SIGN_IN_ADDRESS, address);
        return isKnownAddress(username, address) ? List.of(own, ofAddress) : List.of(own, ofAccount, ofAddress);
    }

    private boolean isKnownAddress(String username, String address) {
        var key = addressKey(username, address);
        return redis.<Long>ask(commands -> commands.exists(key))
                .map(count -> count > 0)
                .orElseGet(() -> localAddresses.getIfPresent(key) != null);
    }

    private static String addressKey(String username, String address) {
        return "certpulse:known-address:" + username + "@" + address;
    }

    private static void pause(Duration turn) {
        try {
            Thread.sleep(turn);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
