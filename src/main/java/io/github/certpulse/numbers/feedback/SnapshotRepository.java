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
    Optional<Snapshot> find(long schoolId, Role role);

    /// If two are inserted at once, the first one stays; the other changes nothing and returns 0.
    @Transactional
    @Query("""
            insert ignore into school_result (school_id, role, respondents, questions, taken_at)
            values (:schoolId, :role, :respondents, :questions, :takenAt)""")
    int insertFirst(long schoolId, Role role, int respondents, String questions, Instant takenAt);

    /// Replaces a snapshot that has at least `step` fewer respondents. The condition is part of the statement, so that
    /// replicas that take snapshots at once never replace one by another that is too close.
    @Transactional
    @Query("""
            update school_result
               set respondents = :respondents, questions = :questions, taken_at = :takenAt
             where school_id = :schoolId and role = :role and respondents + :step <= :respondents""")
    int replace(long schoolId, Role role, int respondents, String questions, Instant takenAt, int step);
}
