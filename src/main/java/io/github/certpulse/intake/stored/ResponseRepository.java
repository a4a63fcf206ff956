package io.github.certpulse.intake.stored;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Queries about single responses, and the deletion of a campaign's responses.
@JdbcRepository(dialect = Dialect.MYSQL)
public interface ResponseRepository extends GenericRepository<ResponseRepository.FirstSubmission, byte[]> {

    /// The data of a stored response that are needed to recognise a repeated request and to answer it again.
    @MappedEntity("response")
    record FirstSubmission(@Id byte[] id, long campaignId, byte[] respondent, byte[] bodyHash, Instant receivedAt) {}

    @Query("select id, campaign_id, respondent, body_hash, received_at from response where id = :id")
    Optional<FirstSubmission> find(byte[] id);

    @Query("select exists (select 1 from response where campaign_id = :campaignId)")
    boolean hasAny(long campaignId);

    @Query("select count(*) from response where campaign_id = :campaignId")
    int count(long campaignId);

    /// The sequence number of the response that stands so many places after another one.
    ///
    /// @param after exclusive
    @Query("""
            select seq from response where campaign_id = :campaignId and seq > :after
             order by seq limit 1 offset :places""")
    Optional<Long> numberAfter(long campaignId, long after, int places);

    /// Replaces the hash of some responses' sheets by one that no sheet has.
    ///
    /// @param after exclusive
    /// @param last  inclusive
    @Transactional
    @Query("""
            update response set body_hash = repeat(char(0), 32)
             where campaign_id = :campaignId and seq > :after and seq <= :last""")
    int forgetSheets(long campaignId, long after, long last);

    /// The ids of a campaign's set-asides.
    @Query("select id from set_aside where campaign_id = :campaignId")
    List<Long> findSetAsides(long campaignId);

    /// Deletes some of the rows by which a set-aside names its responses.
    ///
    /// @param most the most rows to delete
    /// @return the number of rows deleted
    @Transactional
    @Query("delete from set_aside_response where set_aside_id = :setAside limit :most")
    int deleteSomeSetAside(long setAside, int most);

    /// Deletes some of a campaign's responses.
    ///
    /// @param most the most rows to delete
    /// @return the number of rows deleted
    @Transactional
    @Query("delete from response where campaign_id = :campaignId limit :most")
    int deleteSome(long campaignId, int most);
}
