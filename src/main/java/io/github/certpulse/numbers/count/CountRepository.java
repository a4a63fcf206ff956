package io.github.certpulse.numbers.count;

import io.github.certpulse.numbers.answer.ResponseRows;
import io.github.certpulse.numbers.count.SchoolCounts.Received;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/// Counts responses where they are stored. All queries read indexes only, or just the rows of the last seconds.
@Singleton
class CountRepository {
    private static final String ALL_RESPONSES = """
            select school_id, role, certificate_id, count(*) from response %s
             group by school_id, role, certificate_id""";
    private static final String ALL_PERSONS =
            "select school_id, role, 0, count(distinct respondent) from response %s group by school_id, role";
    private static final String LATE_RESPONSES = """
            select school_id, role, certificate_id, count(*) from response
             where stored_at >= '%s' group by school_id, role, certificate_id""";
    /// Persons of whom nothing had been stored before.
    private static final String LATE_PERSONS =
            """
                    select r.school_id, r.role, 0, count(distinct r.respondent) from response r
                     where r.stored_at >= '%1$s'
                       and not exists (select 1 from response e
                                        where e.school_id = r.school_id and e.role = r.role
                                          and e.respondent = r.respondent and e.stored_at < '%1$s')
                     group by r.school_id, r.role""";
    /// Until when rows are settled, and when a split is old enough to be moved on.
    private static final String MOMENTS = """
            select date_format(utc_timestamp(6) - interval %d second, '%%Y-%%m-%%d %%H:%%i:%%s.%%f'),
                   date_format(utc_timestamp(6) - interval 30 second, '%%Y-%%m-%%d %%H:%%i:%%s.%%f')"""
            .formatted(ResponseRows.SECONDS_TO_SETTLE);

    private final DataSource dataSource;

    CountRepository(DataSource dataSource) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /// Everything that is stored, split at a moment.
    ///
    /// @param since the moment, UTC, as the database writes it
    /// @param early what had been stored before
    /// @param late  what has been stored since
    record Split(String since, Map<Long, SchoolCounts> early, Map<Long, SchoolCounts> late) {

        Map<Long, SchoolCounts> counts() {
            return combined(early, late, SchoolCounts::plus);
        }
    }

    private record Moments(String settled, String old) {}

    /// Reads everything.
    Split split() throws SQLException {
        return inSnapshot(connection -> {
            var since = moments(connection).settled();
            var all = counted(connection, ALL_RESPONSES.formatted(""), ALL_PERSONS.formatted(""));
            var late = late(connection, since);
            return new Split(since, combined(all, late, SchoolCounts::minus), late);
        });
    }

    /// Reads what has been stored since, and moves the moment on when that gets long: what is settled by then joins
    /// the early part. So this costs the same however much is stored in all.
    Split follow(Split split) throws SQLException {
        return inSnapshot(connection -> {
            var moments = moments(connection);
            var late = late(connection, split.since());
            if (split.since().compareTo(moments.old()) > 0) {
                return new Split(split.since(), split.early(), late);
            }
            var later = late(connection, moments.settled());
            return new Split(
                    moments.settled(),
                    combined(combined(split.early(), late, SchoolCounts::plus), later, SchoolCounts::minus),
                    later);
        });
    }

    /// Some schools' counts, exact at this moment.
    Map<Long, SchoolCounts> of(Collection<Long> schools) throws SQLException {
        if (schools.isEmpty()) {
            return Map.of();
        }
        var where = "where school_id in (%s)"
                .formatted(schools.stream().map(String::valueOf).collect(Collectors.joining(",")));
        return inSnapshot(
                connection -> counted(connection, ALL_RESPONSES.formatted(where), ALL_PERSONS.formatted(where)));
    }

    private static Map<Long, SchoolCounts> combined(
            Map<Long, SchoolCounts> one,
            Map<Long, SchoolCounts> other,
            BinaryOperator<SchoolCounts> operator) {
        var combined = new HashMap<>(one);
        other.forEach(
                (school, counts) -> combined
                        .put(school, operator.apply(one.getOrDefault(school, SchoolCounts.NONE), counts)));
        combined.values().removeIf(SchoolCounts.NONE::equals);
        return combined;
    }

    private static Map<Long, SchoolCounts> late(Connection connection, String since) throws SQLException {
        return counted(connection, LATE_RESPONSES.formatted(since), LATE_PERSONS.formatted(since));
    }

    private static Map<Long, SchoolCounts> counted(Connection connection, String responses, String persons)
            throws SQLException {
        var counts = new HashMap<Long, SchoolCounts>();
        add(
                connection,
                responses,
                counts,
                (certificate, received) -> new SchoolCounts(Map.of(certificate, received), Received.NONE));
        add(connection, persons, counts, (_, received) -> new SchoolCounts(Map.of(), received));
        return counts;
    }

    private interface Piece {
        SchoolCounts of(long certificate, Received received);
    }

    private static void add(Connection connection, String query, Map<Long, SchoolCounts> counts, Piece piece)
            throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                counts.merge(
                        rows.getLong(1),
                        piece.of(rows.getLong(3), Received.of(Role.valueOf(rows.getString(2)), rows.getInt(4))),
                        SchoolCounts::plus);
            }
        }
    }

    private static Moments moments(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(MOMENTS)) {
            row.next();
            return new Moments(row.getString(1), row.getString(2));
        }
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    /// All queries of a reading see the same state of the database. The snapshot ends as the connection is given back
    /// to the pool, which restores what is changed here.
    private <T> T inSnapshot(Reading<T> reading) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return reading.from(connection);
        }
    }
}
