package io.github.certpulse.numbers.feedback;

import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface SnapshotRepository extends GenericRepository<Snapshot, Long> {

    @Query("select * from school_result where school_id = :schoolId and role = :role")
    Optional<Snapshot> of(long schoolId, Role role);

    /// The first snapshot stays where two are taken at once; the other changes nothing and returns 0.
    @Transactional
    @Query("""
            insert ignore into school_result (school_id, role, respondents, questions, taken_at)
            values (:schoolId, :role, :respondents, :questions, :takenAt)""")
    int keepFirst(long schoolId, Role role, int respondents, String questions, Instant takenAt);

    /// Puts a snapshot in the place of one with at least `step` fewer respondents. The row itself decides, so that
    /// replicas which take snapshots at once never replace one by another that is too close.
    @Transactional
    @Query("""
            update school_result
               set respondents = :respondents, questions = :questions, taken_at = :takenAt
             where school_id = :schoolId and role = :role and respondents + :step <= :respondents""")
    int replace(long schoolId, Role role, int respondents, String questions, Instant takenAt, int step);
}
