package io.github.certpulse.platform.database;

import io.micronaut.context.annotation.Property;
import io.micronaut.transaction.exceptions.TransactionSystemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a transaction again that the database could not carry out now: it was ended because of another one
/// (a deadlock; a Galera cluster reports it only at the commit), or the database is changing over to another server.
///
/// Deadlocks are tried at most [#MAX_TRIES] times. An outage is waited for as long as [#patience], counted from its
/// beginning and not from the request's: so a long outage does not gather requests, each of them is refused at once.
/// Either time is shorter than clients wait for an answer.
@Singleton
public class Retries {
    static final int MAX_TRIES = 5;
    private static final int MAX_FIRST_PAUSE_MILLIS = 20;
    private static final int MAX_OUTAGE_PAUSE_MILLIS = 250;
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private final Duration patience;
    private volatile OptionalLong outageSince = OptionalLong.empty();

    public Retries(@Property(name = "retries.patience") Duration patience) {
        this.patience = patience;
    }

    /// A whole transaction, from begin to commit. Everything it does is undone when it throws an exception, unless the
    /// connection was lost during the commit.
    @FunctionalInterface
    public interface Transaction<T, E extends Exception> {
        T run() throws E;
    }

    /// Runs a transaction that ends in one request to the database, which also commits it: if its answer is lost,
    /// nobody knows whether it is committed. Then it is not run again.
    ///
    /// @throws E what the transaction throws at last
    public <T, E extends Exception> T inOneRequest(Transaction<T, E> transaction) throws E {
        return retry(transaction, true);
    }

    /// Runs a transaction whose commit is a request of its own, or that may be carried out twice. It is run again also
    /// if the connection was lost, except during the commit of a [io.micronaut.transaction.annotation.Transactional]
    /// method.
    ///
    /// @throws E what the transaction throws at last
    public <T, E extends Exception> T inSteps(Transaction<T, E> transaction) throws E {
        return retry(transaction, false);
    }

    private <T, E extends Exception> T retry(Transaction<T, E> transaction, boolean isOneRequest) throws E {
        for (var tries = 1;; tries++) {
            var began = System.nanoTime();
            try {
                var result = transaction.run();
                succeeded();
                return result;
            } catch (Exception ended) {
                if (!isTriedAgain(ended, tries, began, isOneRequest)) {
                    throw ended;
                }
                LOG.debug("Running the transaction again", ended);
            }
        }
    }

    /// Waits before the next try; false where there is none.
    private boolean isTriedAgain(Exception ended, int tries, long began, boolean isOneRequest) {
        return switch (Ending.of(ended)) {
            case DEADLOCK -> tries < MAX_TRIES && pauseUpTo(MAX_FIRST_PAUSE_MILLIS * tries);
            case REFUSED -> awaitEnd(began);
            case LOST -> !isOneRequest && !isCommit(ended) && awaitEnd(began);
            case OTHER -> false;
        };
    }

    /// Whether a transaction ended because its connection was lost. Nobody knows what the server did with the last
    /// request.
    public static boolean isLost(Exception ended) {
        return Ending.of(ended) == Ending.LOST;
    }

    /// Waits a moment during an outage, so that something can be tried again; false where it lasts too long already.
    ///
    /// @param began [System#nanoTime] at the beginning of the try that failed
    public boolean awaitEnd(long began) {
        if (outageSince.isEmpty()) {
            outageSince = OptionalLong.of(began);
        }
        var lasts = System.nanoTime() - outageSince.orElse(began);
        return lasts < patience.toNanos() && pauseUpTo(MAX_OUTAGE_PAUSE_MILLIS);
    }

    private void succeeded() {
        if (outageSince.isPresent()) {
            outageSince = OptionalLong.empty();
        }
    }

    private static boolean isCommit(Throwable ended) {
        return Stream.iterate(ended, cause -> cause != null, Throwable::getCause)
                .anyMatch(TransactionSystemException.class::isInstance);
    }

    /// Random, so that two transactions do not collide again.
    private static boolean pauseUpTo(int millis) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, millis));
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
