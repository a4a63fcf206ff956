package io.github.certpulse.intake.stored;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.List;

/// The stored contacts, one row for each response with a contact. The package `intake.storing` inserts them.
@JdbcRepository(dialect = Dialect.MYSQL)
public interface ContactRepository extends GenericRepository<ContactRepository.SealedRow, byte[]> {

    @Introspected
    record ContactRow(
            byte[] responseId,
            String keyId,
            byte[] sealed,
            Instant createdAt,
            String role,
            String school,
            String certificate) {}

    @MappedEntity("contact")
    record SealedRow(@Id byte[] responseId, String keyId, byte[] sealed) {}

    @Transactional
    @Query("delete from contact where response_id = :id")
    int delete(byte[] id);

    /// Deletes some of a campaign's contacts.
    ///
    /// @param most the most rows to delete
    /// @return the number of rows deleted
    @Transactional
    @Query("delete from contact where campaign_id = :campaignId limit :most")
    int deleteSome(long campaignId, int most);

    /// Contacts that were encrypted with another key, in the order of their ids.
    ///
    /// @param after only ids after this one
    @Query("""
            select response_id, key_id, sealed from contact
             where key_id <> :keyId and response_id > :after
             order by response_id limit :most""")
    List<SealedRow> findSealedWithOtherKey(String keyId, byte[] after, int most);

    @Transactional
    @Query("update contact set key_id = :keyId, sealed = :sealed where response_id = :id and key_id = :before")
    int reseal(byte[] id, String before, String keyId, byte[] sealed);

    @Query("""
            select k.response_id, k.key_id, k.sealed, k.created_at, r.role, s.name as school, c.name as certificate
              from contact k
              join response r on r.id = k.response_id
              join school s on s.id = r.school_id
              join certificate c on c.id = r.certificate_id
             where k.campaign_id = :campaignId
             order by s.position, c.position, k.created_at""")
    List<ContactRow> ofCampaign(long campaignId);
}
