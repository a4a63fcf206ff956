package io.github.certpulse.intake.stored;

import io.github.certpulse.platform.database.Database;
import io.github.certpulse.platform.database.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Reads responses from where they are stored, row by row, and what has been stored since a moment.
@Singleton
public class ResponseReader {
    /// After how long rows are taken for settled: seen by everybody who looks. A row becomes visible at its commit,
    /// some time after the statement wrote its time of storing. As long as the database answers everybody within the
    /// `socketTimeout`, that is less than this one and a wait for a lock.
    public static final Duration SETTLING = Duration.ofSeconds(20);
    private static final String SELECT =
            "select " + StoredRow.COLUMNS + " from response r where r.campaign_id = ? and ";
    private static final String SETTLED = "select utc_timestamp(6) - interval ? second as settled";
    // The index on the time of storing holds campaign and sequence number too: no row is touched.
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

    /// What is done with each row; an exception ends the reading.
    public interface RowReader<E extends Exception> {
        /// @param row good until the next one is read
        void read(StoredRow row) throws E;
    }

    /// Hands over a campaign's responses in the order in which they came; memory does not grow with their number.
    public <E extends Exception> void read(long campaign, ResponseCondition condition, RowReader<E> reader) throws E {
        var values = Stream.concat(Stream.of(campaign), condition.values().stream()).toArray();
        database.<E>stream(row -> reader.read(new StoredRow(row)), SELECT + condition.sql(), values);
    }

    /// The time until which what is stored can be seen by now.
    public Instant settled() {
        return database.run(ResponseReader::settled);
    }

    static Instant settled(SqlConnection connection) {
        return connection.first(row -> row.getInstant("settled"), SETTLED, SETTLING.toSeconds()).orElseThrow();
    }

    /// The responses stored since a moment: their time of storing by sequence number.
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

    /// How many had been stored before a moment.
    public int countBefore(long campaign, Instant moment) {
        return database.first(row -> row.getInt("number"), COUNT_BEFORE, campaign, moment).orElseThrow();
    }
}
