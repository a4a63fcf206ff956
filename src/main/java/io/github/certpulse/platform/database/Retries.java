package io.github.certpulse.platform.database;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a transaction again that the database ended because of a deadlock. Every transaction needs this, since the
/// database may end either of two that wait for each other. A Galera cluster reports it only at the commit.
///
/// A transaction that waited too long for a lock (ER_LOCK_WAIT_TIMEOUT) is not run again: the client retries.
public final class Deadlocks {
    static final int MAX_TRIES = 5;
    /// ER_LOCK_DEADLOCK, on MySQL and MariaDB alike, and MariaDB's ER_CHECKREAD: a row has changed since it was read.
    private static final Set<Integer> DEADLOCK_ERRORS = Set.of(1213, 1020);
    private static final int MAX_FIRST_PAUSE_MILLIS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Deadlocks.class);

    private Deadlocks() {}

    /// A whole transaction, from begin to commit. Everything it does is undone when it throws an exception.
    @FunctionalInterface
    public interface Transaction<T, E extends Exception> {
        T run() throws E;
    }

    /// The transaction's result, after at most [#MAX_TRIES] tries.
    ///
    /// @throws E what the transaction throws, where that is no deadlock or it was the last try
    public static <T, E extends Exception> T retry(Transaction<T, E> transaction) throws E {
        for (var tries = 1;; tries++) {
            try {
                return transaction.run();
            } catch (Exception ended) {
                if (tries == MAX_TRIES || !isDeadlock(ended)) {
                    throw ended;
                }
                LOG.debug("Deadlock; running the transaction again", ended);
            }
            pause(tries);
        }
    }

    static boolean isDeadlock(Throwable ended) {
        for (var cause = ended; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DEADLOCK_ERRORS.contains(sql.getErrorCode())) {
                return true;
            }
        }
        return false;
    }

    /// Random, so that two transactions do not collide again.
    private static void pause(int tries) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, MAX_FIRST_PAUSE_MILLIS * tries));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
