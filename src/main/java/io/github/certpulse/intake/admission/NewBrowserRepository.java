package io.github.certpulse.intake.admission;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface NewBrowserRepository extends GenericRepository<NewBrowserRepository.RefusalRow, Long> {

    /// @param refusedAt when new browsers were last refused at the school
    @MappedEntity("new_browser_refusal")
    record RefusalRow(@Id long schoolId, Instant refusedAt) {}

    /// Does nothing where the school has been removed.
    @Transactional
    @Query("""
            insert into new_browser_refusal (school_id, refused_at)
            select s.id, :at from school s where s.id = :schoolId
            on duplicate key update refused_at = :at""")
    int store(long schoolId, Instant at);

    @Query("""
            select r.* from new_browser_refusal r join school s on s.id = r.school_id
             where s.campaign_id = :campaignId and r.refused_at >= :since
             order by r.refused_at desc, r.school_id""")
    List<RefusalRow> ofCampaign(long campaignId, Instant since);
}
