package io.github.certpulse.intake.source;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface SourceKeyRepository extends GenericRepository<SourceKeyRepository.StoredKey, Long> {

    @MappedEntity("source_key")
    record StoredKey(@Id long campaignId, String keyId, byte[] sealed) {}

    @Query("select campaign_id, key_id, sealed from source_key where campaign_id = :campaignId")
    Optional<StoredKey> find(long campaignId);

    /// Does nothing where another replica has stored the key already, and where the campaign has been removed.
    @Transactional
    @Query("insert ignore into source_key (campaign_id, key_id, sealed) values (:campaignId, :keyId, :sealed)")
    int insertIfAbsent(long campaignId, String keyId, byte[] sealed);

    @Query("select campaign_id, key_id, sealed from source_key where key_id <> :keyId")
    List<StoredKey> findSealedWithOtherKey(String keyId);

    @Transactional
    @Query("""
            update source_key set key_id = :keyId, sealed = :sealed
             where campaign_id = :campaignId and key_id = :before""")
    int reseal(long campaignId, String before, String keyId, byte[] sealed);

    @Transactional
    @Query("delete from source_key where campaign_id = :campaignId")
    int delete(long campaignId);
}
