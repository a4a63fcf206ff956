package io.github.certpulse.platform.database;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a transaction again that the database ended for the sake of another one. Each of two that wait for one another
/// may be the one that is ended, so none can do without this. A Galera cluster says so as late as at the commit.
///
/// Whoever waited too long for a lock (ER_LOCK_WAIT_TIMEOUT) has been patient already: the client tries again.
public final class Deadlocks {
    static final int MAX_TRIES = 5;
    /// ER_LOCK_DEADLOCK, on MySQL and MariaDB alike, and MariaDB's ER_CHECKREAD: a row has changed since it was read.
    private static final Set<Integer> DEADLOCK_ERRORS = Set.of(1213, 1020);
    private static final int MAX_FIRST_PAUSE_MILLIS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Deadlocks.class);

    private Deadlocks() {}

    /// A whole transaction, from its beginning to its commit: all that it does is undone when it ends with an
    /// exception.
    @FunctionalInterface
    public interface Transaction<T, E extends Exception> {
        T run() throws E;
    }

    /// The transaction's result, after as many tries as it takes, at most [#MAX_TRIES].
    ///
    /// @throws E what it ended with, where that is no deadlock or the last try
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

    /// Random, so that two do not meet again in step.
    private static void pause(int tries) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, MAX_FIRST_PAUSE_MILLIS * tries));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
