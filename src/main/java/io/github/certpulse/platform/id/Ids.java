package io.github.certpulse.platform.id;

import com.github.f4b6a3.tsid.Tsid;
import io.github.certpulse.platform.id.IdNodes.Lease;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes ids: 64 bits, unique across replicas, roughly in order of time so that a clustered index grows at its end. In
/// the API they are opaque strings of 13 characters.
///
/// An id consists of a millisecond since 2020 (42 bits), the node that the process holds (10 bits) and a counter (12
/// bits). The millisecond starts with the lease of the node, advances with the process's uptime and stays within the
/// lease; the wall clock is not used.
@Singleton
public class Ids {
    private static final Logger LOG = LoggerFactory.getLogger(Ids.class);
    /// Letters and digits that cannot be confused: without 0 O, 1 I L, U.
    public static final String READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int NODE_BITS = 10;
    private static final int COUNTER_BITS = 12;
    private static final int LAST_COUNT = (1 << COUNTER_BITS) - 1;
    private static final int NANOS_A_MILLISECOND = 1_000_000;
    private static final Lease NO_LEASE = new Lease(0, "", Instant.EPOCH, Instant.EPOCH);

    private final IdNodes nodes;
    private final LongSupplier uptime;
    /// Held during the query to the database: one thread queries, the others make ids as long as the lease allows.
    private final ReentrantLock leasing = new ReentrantLock();
    private Lease lease = NO_LEASE;
    private long leasedSince;
    private long millisecond;
    private int count;

    @Inject
    public Ids(IdNodes nodes) {
        this(nodes, System::nanoTime);
    }

    /// @param uptime in nanoseconds
    public Ids(IdNodes nodes, LongSupplier uptime) {
        this.nodes = nodes;
        this.uptime = uptime;
    }

    /// Random readable characters, 4.9 bits each, for texts that people copy by hand.
    public static String readable(SecureRandom random, int length) {
        return random.ints(length, 0, READABLE.length())
                .collect(
                        StringBuilder::new,
                        (text, index) -> text.append(READABLE.charAt(index)),
                        StringBuilder::append)
                .toString();
    }

    public static String text(long id) {
        return Tsid.from(id).toString();
    }

    /// The id that a client's text stands for; empty where the text is no id.
    public static Optional<Long> parse(String text) {
        return Tsid.isValid(text) ? Optional.of(Tsid.from(text).toLong()) : Optional.empty();
    }

    /// A new id.
    ///
    /// @throws DataAccessException where the process holds no node and the database gives it none
    public long next() {
        for (var id = draw();; id = draw()) {
            if (id.isPresent()) {
                return id.getAsLong();
            }
            ensureLease(false);
        }
    }

    /// A new id instead of one that exists already. That cannot happen while every process keeps to its leases, so this
    /// process also takes another node.
    public long replacementFor(long taken) {
        forget((int) (taken >> COUNTER_BITS) & (1 << NODE_BITS) - 1);
        return next();
    }

    /// Extends the lease early, so that requests need not wait for it.
    @Scheduled(fixedDelay = "1m")
    void extendLease() {
        try {
            ensureLease(true);
        } catch (DataAccessException e) {
            LOG.warn("The lease of the ids' node cannot be extended: {}", e.getMessage());
        }
    }

    @PreDestroy
    void release() {
        leasing.lock();
        try {
            var last = lease();
            if (!last.equals(NO_LEASE)) {
                nodes.release(last, leave());
            }
        } catch (DataAccessException e) {
            LOG.warn("The lease of the ids' node cannot be released: {}", e.getMessage());
        } finally {
            leasing.unlock();
        }
    }

    private void ensureLease(boolean early) {
        leasing.lock();
        try {
            if (isNeeded(early)) {
                use(lease().equals(NO_LEASE) ? nodes.take() : nodes.extend(lease()));
            }
        } catch (DataAccessException e) {
            throw new DataAccessException("No node to make ids with: " + e.getMessage(), e);
        } finally {
            leasing.unlock();
        }
    }

    private synchronized OptionalLong draw() {
        var now = now();
        if (now > millisecond) {
            millisecond = now;
            count = 0;
        } else if (count < LAST_COUNT) {
            count++;
        } else {
            millisecond++;
            count = 0;
        }
        return millisecond < lease.until().toEpochMilli()
                ? OptionalLong.of((millisecond - Tsid.TSID_EPOCH << NODE_BITS | lease.node()) << COUNTER_BITS | count)
                : OptionalLong.empty();
    }

    private long now() {
        return lease.from().toEpochMilli() + (uptime.getAsLong() - leasedSince) / NANOS_A_MILLISECOND;
    }

    private synchronized Lease lease() {
        return lease;
    }

    /// @param early whether a lease with less than half of its time left counts as ended
    private synchronized boolean isNeeded(boolean early) {
        var needed = early ? IdNodes.LEASE_TIME.toMillis() / 2 : 0;
        return Math.max(now(), millisecond) + needed >= lease.until().toEpochMilli();
    }

    private synchronized void use(Lease next) {
        var isInside = millisecond >= next.from().toEpochMilli() && millisecond < next.until().toEpochMilli();
        if (!isInside) {
            millisecond = next.from().toEpochMilli() - 1;
        }
        lease = next;
        leasedSince = uptime.getAsLong();
    }

    private synchronized void forget(int node) {
        if (!lease.equals(NO_LEASE) && lease.node() == node) {
            LOG.error("Another process makes ids with node {} too; taking another node", node);
            lease = NO_LEASE;
        }
    }

    /// @return until when the node was used
    private synchronized Instant leave() {
        lease = NO_LEASE;
        return Instant.ofEpochMilli(millisecond + 1);
    }
}
