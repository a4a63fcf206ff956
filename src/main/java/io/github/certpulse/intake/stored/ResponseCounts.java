package io.github.certpulse.intake.stored;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.github.certpulse.intake.stored.ResponseReader.Key;
import io.github.certpulse.intake.stored.ResponseReader.StoringTimes;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.NumberList;
import io.github.certpulse.platform.sql.ResultRow;
import io.github.certpulse.platform.sql.SqlConnection;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Counts stored responses, and reads what is needed to count them. The queries read only indexes, except
/// [ConsistentView#rows].
@Singleton
public class ResponseCounts {
    private static final String RESPONSES = """
            select school_id, role, certificate_id, count(*) as number from response
            %s group by school_id, role, certificate_id""";
    private static final String PERSONS = """
            select school_id, role, count(distinct respondent) as number from response
            %s group by school_id, role""";
    private static final String OF_SCHOOLS = "where school_id in %s";
    private static final String SCHOOLS = "select school_id, count(*) as number from response group by school_id";
    private static final String ROWS = "select r.school_id, r.role, r.certificate_id, r.respondent from response r ";
    private static final String WITH_NUMBERS = "force index (primary) where r.campaign_id = ? and r.seq in %s";
    private static final String OF_SCHOOL = "force index (response_person) where r.school_id = ?";
    private static final int ROWS_AT_ONCE = 1024;

    private final Database database;

    public ResponseCounts(Database database) {
        this.database = database;
    }

    /// The number of responses of a role for a certificate.
    public record Responses(long school, Role role, long certificate, int number) {}

    /// The number of different persons of a role who have answered for a school, for any of its certificates.
    public record Persons(long school, Role role, int number) {}

    /// What is counted of one response.
    ///
    /// @param person 64 bits that distinguish the respondents of a campaign
    public record Row(long school, Role role, long certificate, long person) {}

    /// The counts of responses and of persons.
    public record Counted(List<Responses> responses, List<Persons> persons) {
        public Counted {
            responses = List.copyOf(responses);
            persons = List.copyOf(persons);
        }
    }

    /// Runs several counts on the same state of the database.
    public <T> T inSnapshot(Function<ConsistentView, T> counting) {
        return database.inSnapshot(connection -> counting.apply(new ConsistentView(connection)));
    }

    /// One state of the database.
    public static final class ConsistentView {
        private final SqlConnection connection;

        private ConsistentView(SqlConnection connection) {
            this.connection = connection;
        }

        /// The times of storing of all responses.
        public StoringTimes storingTimes() {
            return StoringTimes.ofAll(connection);
        }

        /// The number of responses of every school that has any.
        public Map<Long, Integer> schools() {
            var schools = new HashMap<Long, Integer>();
            connection.forEach(row -> schools.put(row.getLong("school_id"), row.getInt("number")), SCHOOLS);
            return schools;
        }

        /// The responses with these keys.
        public List<Row> rows(Collection<Key> keys) {
            var rows = new ArrayList<Row>(keys.size());
            keys.stream().collect(groupingBy(Key::campaign, mapping(Key::seq, toList()))).forEach((campaign, seqs) -> {
                for (var from = 0; from < seqs.size(); from += ROWS_AT_ONCE) {
                    var list = NumberList.from(seqs.subList(from, Math.min(from + ROWS_AT_ONCE, seqs.size())));
                    var values = Stream.concat(Stream.of(campaign), list.values().stream()).toArray();
                    connection.forEach(row -> rows.add(row(row)), ROWS + WITH_NUMBERS.formatted(list.sql()), values);
                }
            });
            return rows;
        }

        /// Passes all responses of a school to the reader.
        public void read(long school, Consumer<Row> reader) {
            connection.forEach(row -> reader.accept(row(row)), ROWS + OF_SCHOOL, school);
        }

        /// Counts the responses of these schools.
        ///
        /// @param schools at least one
        public Counted ofSchools(Collection<Long> schools) {
            var list = NumberList.from(schools);
            var where = OF_SCHOOLS.formatted(list.sql());
            var values = list.values().toArray();
            return new Counted(
                    responses(RESPONSES.formatted(where), values),
                    persons(PERSONS.formatted(where), values));
        }

        private List<Responses> responses(String sql, Object... values) {
            return connection.list(
                    row -> new Responses(
                            row.getLong("school_id"),
                            Role.valueOf(row.getString("role")),
                            row.getLong("certificate_id"),
                            row.getInt("number")),
                    sql,
                    values);
        }

        private List<Persons> persons(String sql, Object... values) {
            return connection.list(
                    row -> new Persons(
                            row.getLong("school_id"),
                            Role.valueOf(row.getString("role")),
                            row.getInt("number")),
                    sql,
                    values);
        }

        private static Row row(ResultRow row) {
            return new Row(
                    row.getLong("school_id"),
                    Role.valueOf(row.getString("role")),
                    row.getLong("certificate_id"),
                    ByteBuffer.wrap(row.getBytes("respondent")).getLong());
        }
    }
}
