package io.github.certpulse.intake.stored;

import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Reads stored responses row by row, and finds those stored since a point in time.
@Singleton
public class ResponseReader {
    /// The time after which rows count as settled, that is, visible to every reader. A row becomes visible with its
    /// commit, some time after the statement wrote its storing time. The `socketTimeout` and a wait for a lock limit
    /// this delay, and together they are shorter than this time.
    public static final Duration SETTLING = Duration.ofSeconds(20);
    private static final String SELECT =
            "select " + StoredRow.COLUMNS + " from response r where r.campaign_id = ? and ";
    private static final String SETTLED = "select utc_timestamp(6) - interval ? second as settled";
    // The index on the storing time contains campaign and sequence number too, so no row is read.
    private static final String SINCE = """
            select r.seq, r.stored_at from response r force index (response_stored)
             where r.campaign_id = ? and r.stored_at >= ?""";
    private static final String COUNT_BEFORE = """
            select count(*) as number from response r force index (response_stored)
             where r.campaign_id = ? and r.stored_at < ?""";

    private final Database database;

    ResponseReader(Database database) {
        this.database = database;
    }

    /// Handles each row; an exception ends the reading.
    public interface RowReader<E extends Exception> {
        /// @param row valid until the next row is read
        void read(StoredRow row) throws E;
    }

    /// Reads a campaign's responses in the order of storing. The memory used does not depend on their number.
    public <E extends Exception> void read(long campaign, ResponseCondition condition, RowReader<E> reader) throws E {
        var values = Stream.concat(Stream.of(campaign), condition.values().stream()).toArray();
        database.<E>stream(row -> reader.read(new StoredRow(row)), SELECT + condition.sql(), values);
    }

    /// The time before which all stored responses are visible.
    public Instant settled() {
        return database.run(ResponseReader::settled);
    }

    static Instant settled(SqlConnection connection) {
        return connection.first(row -> row.getInstant("settled"), SETTLED, SETTLING.toSeconds()).orElseThrow();
    }

    /// The storing times of the responses stored since a point in time, by sequence number.
    public Map<Long, Instant> storedSince(long campaign, Instant since) {
        return database.run(connection -> {
            var stored = new HashMap<Long, Instant>();
            connection.forEach(
                    row -> stored.put(row.getLong("seq"), row.getInstant("stored_at")),
                    SINCE,
                    campaign,
                    since);
            return stored;
        });
    }

    /// The number of responses stored before a point in time.
    public int countBefore(long campaign, Instant moment) {
        return database.first(row -> row.getInt("number"), COUNT_BEFORE, campaign, moment).orElseThrow();
    }
}
