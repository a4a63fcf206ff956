package io.github.certpulse.platform.database;

import io.micronaut.data.connection.exceptions.ConnectionException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How a transaction ended that threw an exception, as far as it matters for running it again. The numbers are the
/// error numbers (`ER_…`) of MySQL 8 and MariaDB.
enum Ending {
    /// LOCK_DEADLOCK, MariaDB's CHECKREAD (a row has changed since it was read), TRANSACTION_ROLLBACK_DURING_COMMIT.
    /// The transaction is undone.
    DEADLOCK(1213, 1020, 3101),
    /// The server has refused the request before it did anything, or there is no connection to it: CON_COUNT,
    /// UNKNOWN_COM (a Galera node without quorum: "WSREP has not yet prepared node"), TOO_MANY_USER_CONNECTIONS,
    /// OPTION_PREVENTS_STATEMENT (`read_only`), CANT_EXECUTE_IN_READ_ONLY_TRANSACTION, READ_ONLY_MODE,
    /// INNODB_READ_ONLY.
    REFUSED(1040, 1047, 1203, 1290, 1792, 1836, 1874),
    /// The connection broke after the request: SERVER_SHUTDOWN, ABORTING_CONNECTION, NEW_ABORTING_CONNECTION,
    /// CONNECTION_KILLED, SESSION_WAS_KILLED.
    LOST(1053, 1152, 1184, 1927, 3169),
    /// A defect, a violated key, a lock that was not released in time (LOCK_WAIT_TIMEOUT: the client has waited long
    /// enough), a full disk.
    OTHER;

    private final Set<Integer> numbers;

    Ending(Integer... numbers) {
        this.numbers = Set.of(numbers);
    }

    /// The ending that an exception states, or the first of its causes that states one.
    static Ending of(Throwable ended) {
        return Stream.iterate(ended, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> stated(cause).stream())
                .findFirst()
                .orElse(OTHER);
    }

    private static Optional<Ending> stated(Throwable cause) {
        if (cause instanceof ConnectionException) {
            return Optional.of(REFUSED);
        }
        return cause instanceof SQLException refusal ? Optional.of(ofDatabase(refusal)) : Optional.empty();
    }

    private static Ending ofDatabase(SQLException refusal) {
        return Arrays.stream(values())
                .filter(ending -> ending.numbers.contains(refusal.getErrorCode()))
                .findFirst()
                .orElseGet(() -> switch (refusal) {
                    // The pool's exception: no connection in time. The driver's own have a number.
                    case SQLTransientConnectionException _ -> REFUSED;
                    case SQLRecoverableException _ -> LOST;
                    case SQLNonTransientConnectionException _ -> LOST;
                    default -> OTHER;
                });
    }
}
