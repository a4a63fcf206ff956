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
            insert ignore into school_result (school_id, role, respondents, questions, taken_at, set_aside)
            values (:schoolId, :role, :respondents, :questions, :takenAt, :setAside)""")
    int insertFirst(long schoolId, Role role, int respondents, String questions, Instant takenAt, long setAside);

    /// Replaces a snapshot by one with at least `step` fewer or more respondents, if it is still the one that was seen.
    /// The conditions are part of the statement, so that replicas that take snapshots at once never replace one by
    /// another that is too close.
    ///
    /// @param seen         the respondents of the snapshot to replace
    /// @param seenSetAside its [Snapshot#setAside]
    @Transactional
    @Query("""
            update school_result
               set questions = :questions, taken_at = :takenAt, set_aside = :setAside, respondents = :respondents
             where school_id = :schoolId and role = :role and respondents = :seen and set_aside = :seenSetAside
               and abs(respondents - :respondents) >= :step""")
    int replace(
            long schoolId,
            Role role,
            int seen,
            long seenSetAside,
            int respondents,
            String questions,
            Instant takenAt,
            long setAside,
            int step);
}
