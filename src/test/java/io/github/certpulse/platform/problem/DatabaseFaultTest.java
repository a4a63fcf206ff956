package io.github.certpulse.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Distinguishes faults of the database from faults of the code by error number, SQLSTATE and type of exception.
@Fast
class DatabaseFaultTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1040 | 08004 | NO_CONNECTION | Too many connections
            1047 | 08S01 | NO_CONNECTION | WSREP has not yet prepared node for application use
            1203 | 42000 | NO_CONNECTION | User already has more than 'max_user_connections' active connections
            1053 | HY000 | STOPPING      | Server shutdown in progress
            3032 | HY000 | STOPPING      | The server is currently in offline mode
            1152 | 08S01 | NO_CONNECTION | Aborted connection
            1184 | 08S01 | NO_CONNECTION | Aborted connection to db (init_connect command failed)
            1317 | 70100 | KILLED        | Query execution was interrupted
            1927 | 70100 | KILLED        | Connection was killed
            1969 | 70100 | KILLED        | Query execution was interrupted (max_statement_time exceeded)
            3024 | HY000 | KILLED        | Query execution was interrupted, maximum statement execution time exceeded
            1021 | HY000 | CANNOT_WRITE  | Disk full; waiting for someone to free some space
            1114 | HY000 | CANNOT_WRITE  | The table 'response' is full
            1030 | HY000 | CANNOT_WRITE  | Got error 28 'No space left on device' from storage engine InnoDB
            1026 | HY000 | CANNOT_WRITE  | Error writing file 'binlog' (errno: 28 'No space left on device')
            3    | HY000 | CANNOT_WRITE  | Error writing file '/tmp/x' (Errcode: 28 'No space left on device')
            28   | HY000 | CANNOT_WRITE  | No space left on device
            1180 | HY000 | CANNOT_WRITE  | Got error 28 during COMMIT
            1290 | HY000 | READ_ONLY     | The server is running with the --read-only option
            1836 | HY000 | READ_ONLY     | Running in read-only mode
            1792 | 25006 | READ_ONLY     | Cannot execute statement in a READ ONLY transaction
            1874 | HY000 | READ_ONLY     | InnoDB is in read only mode
            1036 | HY000 | READ_ONLY     | Table 'response' is read only
            1205 | HY000 | LOCKED        | Lock wait timeout exceeded
            1213 | 40001 | LOCKED        | Deadlock found when trying to get lock
            1020 | HY000 | LOCKED        | Record has changed since last read in table 'campaign'
            1461 | 42000 | EXHAUSTED     | Can't create more than max_prepared_stmt_count statements
            1041 | HY000 | EXHAUSTED     | Out of memory
            """)
    void findsTheDatabasesFaultByErrorNumberOrState(int number, String state, DatabaseFault fault, String message) {
        assertThat(DatabaseFault.findIn(new SQLException(message, state, number))).contains(fault);
    }

    @Test
    void findsMissingConnectionsInExceptionsOfTheDriverAndThePool() {
        var exceptions = List.of(
                new SQLTransientConnectionException("Connection is not available, request timed out after 3000ms."),
                new SQLRecoverableException("Communications link failure"),
                new SQLNonTransientConnectionException("No operations allowed after connection closed."));
        assertThat(exceptions).extracting(DatabaseFault::findIn).containsOnly(Optional.of(DatabaseFault.NO_CONNECTION));
    }

    @Test
    void findsNoFaultOfTheDatabaseInFaultsOfTheCode() {
        var faultsOfCode = List.of(
                new SQLSyntaxErrorException("Table 'response' doesn't exist", "42S02", 1146),
                new SQLIntegrityConstraintViolationException("Duplicate entry", "23000", 1062),
                new SQLException("Data too long for column 'answers'", "22001", 1406),
                new SQLException("Parameter index out of range"),
                new IOException("Broken pipe"));
        assertThat(faultsOfCode).allMatch(exception -> DatabaseFault.findIn(exception).isEmpty());
    }
}
