package io.github.certpulse.intake.stored;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.util.List;

/// Contacts in the table of the versions before, whose rows name their response. They are moved to `left_contact`;
/// replicas of an older version that still run add more.
@JdbcRepository(dialect = Dialect.MYSQL)
public interface OlderContactRepository extends GenericRepository<OlderContactRepository.OlderRow, byte[]> {

    @MappedEntity("contact")
    record OlderRow(
            @Id byte[] responseId,
            long campaignId,
            long schoolId,
            String role,
            String keyId,
            byte[] sealed) {}

    /// Some of the rows, in the order of their ids.
    ///
    /// @param after only ids after this one
    @Query("""
            select k.response_id, k.campaign_id, r.school_id, r.role, k.key_id, k.sealed
              from contact k join response r on r.id = k.response_id
             where k.response_id > :after
             order by k.response_id limit :most""")
    List<OlderRow> some(byte[] after, int most);

    @Transactional
    @Query("delete from contact where response_id = :id")
    int delete(byte[] id);

    @Transactional
    @Query("""
            insert ignore into left_contact (link, campaign_id, school_id, role, key_id, sealed)
            values (:link, :campaignId, :schoolId, :role, :keyId, :sealed)""")
    int insert(byte[] link, long campaignId, long schoolId, String role, String keyId, byte[] sealed);

    @Query("select count(*) from contact where campaign_id = :campaignId")
    int countOfCampaign(long campaignId);

    /// Deletes some of a campaign's rows.
    @Transactional
    @Query("delete from contact where campaign_id = :campaignId limit :most")
    int deleteSome(long campaignId, int most);
}
