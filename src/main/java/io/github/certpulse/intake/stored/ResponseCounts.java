package io.github.certpulse.intake.stored;

import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.NumberList;
import io.github.certpulse.platform.sql.SqlConnection;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Counts stored responses. The queries read only indexes, or only the rows of the last seconds.
@Singleton
public class ResponseCounts {
    private static final String RESPONSES = """
            select school_id, role, certificate_id, count(*) as number from response
            %s group by school_id, role, certificate_id""";
    private static final String PERSONS = """
            select school_id, role, count(distinct respondent) as number from response
            %s group by school_id, role""";
    private static final String OF_SCHOOLS = "where school_id in %s";
    private static final String SINCE = "where stored_at >= ?";
    /// Counts persons without an earlier response.
    private static final String NEW_PERSONS = """
            select r.school_id, r.role, count(distinct r.respondent) as number from response r
             where r.stored_at >= ?
               and not exists (select 1 from response e
                                where e.school_id = r.school_id and e.role = r.role
                                  and e.respondent = r.respondent and e.stored_at < ?)
             group by r.school_id, r.role""";

    private final Database database;

    ResponseCounts(Database database) {
        this.database = database;
    }

    /// The number of responses of a role for a certificate.
    public record Responses(long school, Role role, long certificate, int number) {}

    /// The number of different persons of a role who have answered for a school, for any of its certificates.
    public record Persons(long school, Role role, int number) {}

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

        /// The time before which all stored responses are visible. Must be read before the counts.
        public Instant settled() {
            return ResponseReader.settled(connection);
        }

        /// Counts all responses.
        public Counted all() {
            return new Counted(responses(RESPONSES.formatted("")), persons(PERSONS.formatted("")));
        }

        /// Counts the responses stored since a point in time, and the persons without an earlier response.
        public Counted since(Instant moment) {
            return new Counted(responses(RESPONSES.formatted(SINCE), moment), persons(NEW_PERSONS, moment, moment));
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
    }
}
