package io.github.certpulse.survey.completion;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface CompletionRepository extends GenericRepository<Completion, Long> {

    /// The first declaration stays; a later one changes nothing and returns 0.
    @Transactional
    @Query("""
            insert ignore into completion (school_id, completed_at, receipt)
            values (:schoolId, :completedAt, :receipt)""")
    int declare(long schoolId, Instant completedAt, String receipt);

    Optional<Completion> findById(long schoolId);

    Optional<Completion> findByReceipt(String receipt);

    @Query("select c.* from completion c join school s on s.id = c.school_id where s.campaign_id = :campaignId")
    List<Completion> ofCampaign(long campaignId);

    @Transactional
    @Query("delete from completion where school_id = :schoolId")
    int withdraw(long schoolId);
}
