package io.github.certpulse.platform.problem;

import io.micronaut.data.connection.exceptions.ConnectionException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Why the database cannot run a correct statement *now*: the client should try again later. Every other error is a
/// fault in the code.
///
/// The numbers are the error numbers (`ER_…`) of MySQL 8 and MariaDB; those from 1900 on exist on one of them only.
public enum DatabaseFault {
    /// CON_COUNT, BAD_HOST, HANDSHAKE, UNKNOWN_COM (a Galera node that is not ready: "WSREP has not yet prepared
    /// node"), HOST_IS_BLOCKED, NET_PACKETS_OUT_OF_ORDER, NET_READ, NET_READ_INTERRUPTED, NET_ERROR_ON_WRITE,
    /// NET_WRITE_INTERRUPTED, TOO_MANY_USER_CONNECTIONS, USER_LIMIT_REACHED; every SQLSTATE of class 08.
    NO_CONNECTION(
            "no connection",
            Set.of("08"),
            1040,
            1042,
            1043,
            1047,
            1129,
            1156,
            1158,
            1159,
            1160,
            1161,
            1203,
            1226),
    /// SERVER_SHUTDOWN, NORMAL_SHUTDOWN, SHUTDOWN_COMPLETE, FORCING_CLOSE, SERVER_OFFLINE_MODE, SERVER_ISNT_AVAILABLE.
    STOPPING("the server stops", Set.of(), 1053, 1077, 1079, 1080, 3032, 3168),
    /// ABORTING_CONNECTION, NEW_ABORTING_CONNECTION, QUERY_INTERRUPTED, CONNECTION_KILLED, STATEMENT_TIMEOUT,
    /// QUERY_TIMEOUT, SESSION_WAS_KILLED, CLIENT_INTERACTION_TIMEOUT; SQLSTATE 70100.
    KILLED(
            "connection or statement ended by the server",
            Set.of("70100"),
            1152,
            1184,
            1317,
            1927,
            1969,
            3024,
            3169,
            4031),
    /// Usually a full disk. The numbers for any file (CANTCREATEFILE, WRITE, DISK_FULL, and the system's own 28),
    /// CANT_CREATE_FILE, DISK_FULL, ERROR_ON_WRITE, GET_ERRNO ("Got error 28 … from storage engine"), RECORD_FILE_FULL
    /// ("The table is full"), ERROR_DURING_COMMIT, BINLOG_LOGGING_IMPOSSIBLE, TEMP_FILE_WRITE_FAILURE.
    CANNOT_WRITE(
            "cannot write: is its disk full?",
            Set.of(),
            1,
            3,
            20,
            28,
            1004,
            1021,
            1026,
            1030,
            1114,
            1180,
            1598,
            1878),
    /// OPEN_AS_READONLY, OPTION_PREVENTS_STATEMENT (`read_only`), CANT_EXECUTE_IN_READ_ONLY_TRANSACTION,
    /// READ_ONLY_MODE, INNODB_READ_ONLY.
    READ_ONLY("read-only", Set.of(), 1036, 1290, 1792, 1836, 1874),
    /// CHECKREAD, LOCK_WAIT_TIMEOUT, LOCK_TABLE_FULL, LOCK_DEADLOCK, TABLE_DEF_CHANGED, NEED_REPREPARE,
    /// TOO_MANY_CONCURRENT_TRXS, TRANSACTION_ROLLBACK_DURING_COMMIT, LOCK_NOWAIT; every SQLSTATE of class 40.
    LOCKED(
            "locked, or ended because of another transaction",
            Set.of("40"),
            1020,
            1205,
            1206,
            1213,
            1412,
            1615,
            1637,
            3101,
            3572),
    /// OUTOFMEMORY, OUT_OF_SORTMEMORY, OUT_OF_RESOURCES, CANT_CREATE_THREAD, MAX_PREPARED_STMT_COUNT_REACHED,
    /// CANT_OPEN_FILE ("Too many open files").
    EXHAUSTED("memory, files or threads used up", Set.of(), 1016, 1037, 1038, 1041, 1135, 1461);

    private final String reason;
    private final Set<String> states;
    private final Set<Integer> numbers;

    /// @param states beginnings of SQLSTATEs
    DatabaseFault(String reason, Set<String> states, Integer... numbers) {
        this.reason = reason;
        this.states = states;
        this.numbers = Set.of(numbers);
    }

    /// For the log.
    String reason() {
        return reason;
    }

    /// Whether an exception, or one of its causes, states such a reason.
    public static boolean isIn(Throwable exception) {
        return Stream.iterate(exception, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> findIn(cause).isPresent());
    }

    /// The reason that an exception states; empty where it is a fault in the code, or not about the database.
    static Optional<DatabaseFault> findIn(Throwable exception) {
        // It hides what broke the connection.
        if (exception instanceof ConnectionException) {
            return Optional.of(NO_CONNECTION);
        }
        if (!(exception instanceof SQLException refused)) {
            return Optional.empty();
        }
        var state = Optional.ofNullable(refused.getSQLState()).orElse("");
        return Arrays.stream(values())
                .filter(
                        fault -> fault.numbers.contains(refused.getErrorCode())
                                || fault.states.stream().anyMatch(state::startsWith))
                .findFirst()
                .or(() -> isConnection(refused) ? Optional.of(NO_CONNECTION) : Optional.empty());
    }

    /// Exceptions of the driver and the pool: a connection broke, or none was free in time.
    private static boolean isConnection(SQLException refused) {
        return refused instanceof SQLTransientException || refused instanceof SQLNonTransientConnectionException
                || refused instanceof SQLRecoverableException;
    }
}
