package io.github.certpulse.numbers.setaside;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The table `set_aside`. A row without a number of responses does not hold yet, and is not found.
@JdbcRepository(dialect = Dialect.MYSQL)
interface SetAsideRepository extends GenericRepository<SetAside, Long> {

    /// Begins one, which does not hold yet.
    @Transactional
    @Query("""
            insert into set_aside (id, campaign_id, reason, criteria, set_by, set_at)
            values (:id, :campaignId, :reason, :criteria, :setBy, :setAt)""")
    int begin(long id, long campaignId, String reason, @Nullable String criteria, String setBy, Instant setAt);

    /// Makes it hold, all of its responses at once.
    @Transactional
    @Query("update set_aside set responses = :responses where id = :id")
    int hold(long id, int responses);

    /// Undoes one that holds; 0 where there is none, or where it was undone before.
    @Transactional
    @Query("""
            update set_aside set undone_by = :by, undone_at = :at
             where id = :id and campaign_id = :campaignId and responses is not null and undone_at is null""")
    int undo(long campaignId, long id, String by, Instant at);

    @Query("select * from set_aside where id = :id and campaign_id = :campaignId and responses is not null")
    Optional<SetAside> find(long campaignId, long id);

    /// All of a campaign's, newest first, those that were undone included.
    @Query("select * from set_aside where campaign_id = :campaignId and responses is not null order by id desc")
    List<SetAside> ofCampaign(long campaignId);
}
