package io.github.certpulse.numbers.answer;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads responses from where they are stored, row by row; memory does not grow with their number. A row that cannot be
/// read is left out, counted and named in the log, so that it breaks no report.
@Singleton
public class ResponseRows {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseRows.class);
    private static final String MOMENT_FORMAT = "'%%Y-%%m-%%d %%H:%%i:%%s.%%f'";
    private static final String SELECT = "select " + StoredResponse.COLUMNS
            + ", if(r.stored_at >= '%s', date_format(r.stored_at, "
            + MOMENT_FORMAT
            + "), null) from response r where r.campaign_id = %d";
    /// After how long rows are taken for settled: seen by everybody who looks. A row becomes visible at its commit,
    /// some time after the statement wrote its time of storing. As long as the database answers everybody within the
    /// `socketTimeout`, that is less than this one and a wait for a lock. A longer silence does not go unnoticed, see
    /// [Unsettled].
    public static final int SECONDS_TO_SETTLE = 20;
    private static final String SETTLED =
            "select date_format(utc_timestamp(6) - interval " + SECONDS_TO_SETTLE + " second, " + MOMENT_FORMAT + ")";
    // The index on the time of storing holds campaign and sequence number too: no row is touched.
    private static final String TAIL = "select r.seq, date_format(r.stored_at, " + MOMENT_FORMAT
            + ") from response r force index (response_stored) where r.campaign_id = %d and r.stored_at >= '%s'";
    private static final String SETTLED_COUNT =
            "select count(*) from response r force index (response_stored) "
                    + "where r.campaign_id = %d and r.stored_at < '%s'";

    private final DataSource dataSource;
    private final Layouts layouts;
    private final Counter unreadable;

    ResponseRows(DataSource dataSource, Layouts layouts, MeterRegistry metrics) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
        this.layouts = layouts;
        this.unreadable = metrics.counter("certpulse.responses.unreadable");
    }

    /// What is done with each response.
    public interface Reader<E extends Exception> {
        /// @param response read, or empty where it cannot be
        /// @param storedAt the database's time, as it writes it; null where that lies before the moment asked about
        void row(long seq, Optional<StoredResponse> response, @Nullable String storedAt) throws E;
    }

    /// Hands over responses in the order in which they came, those of which a condition on `r` says so.
    ///
    /// @param moment since when the times of storing are told
    public <E extends Exception> void read(long campaign, String condition, String moment, Reader<E> reader)
            throws SQLException, E {
        var cursors = new HashMap<Layout, StoredResponse>();
        try (
                var connection = dataSource.getConnection();
                var statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // Connector/J reads row by row only with this size.
            statement.setFetchSize(Integer.MIN_VALUE);
            try (var rows = statement.executeQuery(SELECT.formatted(moment, campaign) + condition)) {
                try {
                    while (rows.next()) {
                        reader.row(rows.getLong(1), response(rows, cursors), rows.getString(13));
                    }
                } catch (Throwable ended) {
                    discard(connection);
                    throw ended;
                }
            }
        }
    }

    /// Some responses by sequence number.
    public <E extends Exception> void read(long campaign, Collection<Long> seqs, String moment, Reader<E> reader)
            throws SQLException, E {
        read(
                campaign,
                seqs.stream().sorted().map(String::valueOf).collect(Collectors.joining(",", " and r.seq in (", ")")),
                moment,
                reader);
    }

    /// The time until which what is stored can be seen by now.
    public String settled() throws SQLException {
        try (
                var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(SETTLED.formatted())) {
            row.next();
            return row.getString(1);
        }
    }

    /// The responses stored since a moment: their time of storing by sequence number.
    public Map<Long, String> tail(long campaign, String since) throws SQLException {
        try (
                var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(TAIL.formatted(campaign, since))) {
            var tail = new HashMap<Long, String>();
            while (rows.next()) {
                tail.put(rows.getLong(1), rows.getString(2));
            }
            return tail;
        }
    }

    /// How many had been stored before a moment.
    public int count(long campaign, String before) throws SQLException {
        try (
                var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(SETTLED_COUNT.formatted(campaign, before))) {
            row.next();
            return row.getInt(1);
        }
    }

    /// Closing would read the rest of the rows first; where that fails, the next one to borrow the connection would
    /// find it amid this result. So the database is hung up on, which ends the query, and the pool makes a new
    /// connection.
    private void discard(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
        dataSource.unwrap(HikariDataSource.class).evictConnection(connection);
    }

    private Optional<StoredResponse> response(ResultSet row, Map<Layout, StoredResponse> cursors) throws SQLException {
        try {
            var layout = layouts.of(row.getString(6), row.getInt(7))
                    .orElseThrow(() -> new IllegalArgumentException("unknown questionnaire"));
            var response = cursors.computeIfAbsent(layout, StoredResponse::new);
            response.read(row);
            return Optional.of(response);
        } catch (RuntimeException e) {
            unreadable.increment();
            LOG.error(
                    "Response {} of school {} to {} version {} cannot be read and is left out: {}",
                    row.getLong(1),
                    row.getLong(3),
                    row.getString(6),
                    row.getInt(7),
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
