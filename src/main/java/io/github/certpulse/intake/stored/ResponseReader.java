package io.github.certpulse.intake.stored;

import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.ResultRow;
import io.github.certpulse.platform.sql.SqlConnection;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads stored responses row by row, and finds those stored since a point in time.
@Singleton
public class ResponseReader {
    /// The time after which rows count as settled, that is, visible to every reader. A row becomes visible with its
    /// commit, some time after the statement wrote its storing time. The `socketTimeout` and a wait for a lock limit
    /// this delay, and together they are shorter than this time.
    public static final Duration SETTLING = Duration.ofSeconds(20);
    static final String SELECT =
            "select " + StoredRow.COLUMNS + " from response r where r.campaign_id = ? and ";
    private static final String COUNT_BEFORE = """
            select count(*) as number from response r force index (response_stored)
             where r.campaign_id = ? and r.stored_at < ?""";
    private static final String SET_ASIDE = """
            select r.role, r.certificate_id, r.respondent
              from set_aside s
              join set_aside_response a on a.set_aside_id = s.id
              join response r on r.campaign_id = s.campaign_id and r.seq = a.seq
             where s.campaign_id = ? and s.responses is not null and s.undone_at is null""";

    private final Database database;

    public ResponseReader(Database database) {
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
        return database.run(connection -> StoringTimes.ofAll(connection).now()).minus(SETTLING);
    }

    /// Looks at a campaign's times of storing.
    public <T> T look(long campaign, Function<StoringTimes, T> look) {
        return database.run(connection -> look.apply(StoringTimes.of(campaign, connection)));
    }

    /// The number of responses stored before a point in time.
    public int countBefore(long campaign, Instant moment) {
        return database.first(row -> row.getInt("number"), COUNT_BEFORE, campaign, moment).orElseThrow();
    }

    /// Handles one response that is set aside.
    public interface SetAsideReader {
        /// @param respondent within the campaign, 16 bytes
        void read(Role role, long certificate, byte[] respondent);
    }

    /// Reads which of a campaign's responses are set aside; one that two set-asides hold comes twice.
    public void readSetAside(long campaign, SetAsideReader reader) {
        database.<RuntimeException>stream(
                row -> reader.read(
                        Role.valueOf(row.getString("role")),
                        row.getLong("certificate_id"),
                        row.getBytes("respondent")),
                SET_ASIDE,
                campaign);
    }

    /// Identifies responses without listing them: two sets with the same sum are the same, but for one case in 2^63.
    ///
    /// @param number how many they are
    /// @param mixed  their sequence numbers combined by exclusive or
    public record Sum(int number, long mixed) {
        public static final Sum NONE = new Sum(0, 0);

        public Sum plus(Sum other) {
            return new Sum(number + other.number, mixed ^ other.mixed);
        }
    }

    /// The key of a response. No two responses have the same sequence number, whatever their campaigns are.
    public record Key(long campaign, long seq) {}

    /// A response with its time of storing, in whole seconds since 1970.
    public record Arrival(Key key, long second) {}

    /// What has been stored since a point in time.
    ///
    /// @param now  the database's clock
    /// @param last the last time of storing, in whole seconds since 1970; `now` if nothing was stored
    public record Since(Instant now, long last, Sum sum) {}

    /// The times of storing, in whole seconds since 1970. They are read from an index that contains campaign and
    /// sequence number too, so no row is read.
    public static final class StoringTimes {
        private static final String NOW = "select utc_timestamp(6) as now";
        private static final String SUM = "count(*) as number, cast(bit_xor(r.seq) as signed) as mixed";
        private static final String FROM = " from response r force index (response_stored) where r.stored_at >= ?";
        private static final String UNTIL = " and r.stored_at < ?";
        private static final String OF_CAMPAIGN = " and r.campaign_id = ?";
        private final SqlConnection connection;
        private final String condition;
        private final List<Long> campaign;

        private StoringTimes(SqlConnection connection, String condition, List<Long> campaign) {
            this.connection = connection;
            this.condition = condition;
            this.campaign = campaign;
        }

        static StoringTimes ofAll(SqlConnection connection) {
            return new StoringTimes(connection, "", List.of());
        }

        static StoringTimes of(long campaign, SqlConnection connection) {
            return new StoringTimes(connection, OF_CAMPAIGN, List.of(campaign));
        }

        /// The database's clock.
        public Instant now() {
            return connection.first(row -> row.getInstant("now"), NOW).orElseThrow();
        }

        /// The campaign's revision of what is set aside.
        public int setAsideRevision() {
            return connection.first(
                    row -> row.getInt("revision"),
                    "select " + SetAsideRevision.SQL.formatted("?") + " as revision",
                    campaign.getFirst()).orElseThrow();
        }

        /// What has been stored since the beginning of a second.
        public Since since(long second) {
            return connection.first(row -> {
                var now = row.getInstant("now");
                var last = row.findInstant("last").orElse(now).getEpochSecond();
                return new Since(now, last, sum(row));
            }, NOW + ", max(r.stored_at) as last, " + SUM + FROM + condition, values(second)).orElseThrow();
        }

        /// What was stored in the seconds from the first to the one before the last.
        public Sum sum(long from, long to) {
            var sql = "select " + SUM + FROM + UNTIL + condition;
            return connection.first(StoringTimes::sum, sql, values(from, to)).orElseThrow();
        }

        /// The responses of these seconds.
        public List<Arrival> stored(long from, long to) {
            return connection.list(
                    row -> new Arrival(
                            new Key(row.getLong("campaign_id"), row.getLong("seq")),
                            row.getInstant("stored_at").getEpochSecond()),
                    "select r.campaign_id, r.seq, r.stored_at" + FROM + UNTIL + condition,
                    values(from, to));
        }

        private Object[] values(Long... seconds) {
            return Stream.concat(Stream.of(seconds).map(Instant::ofEpochSecond), campaign.stream()).toArray();
        }

        private static Sum sum(ResultRow row) {
            return new Sum(row.getInt("number"), row.getLong("mixed"));
        }
    }
}
