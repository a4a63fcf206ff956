package io.github.certpulse.platform.secret;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface LastingKeyRepository extends GenericRepository<LastingKeyRepository.StoredKey, String> {

    @MappedEntity("lasting_key")
    record StoredKey(@Id String purpose, String keyId, byte[] sealed) {}

    @Query("select purpose, key_id, sealed from lasting_key where purpose = :purpose")
    Optional<StoredKey> find(String purpose);

    /// Does nothing where another replica has stored the key already.
    @Transactional
    @Query("insert ignore into lasting_key (purpose, key_id, sealed) values (:purpose, :keyId, :sealed)")
    int insertIfAbsent(String purpose, String keyId, byte[] sealed);

    @Transactional
    @Query("update lasting_key set key_id = :keyId, sealed = :sealed where purpose = :purpose")
    int reseal(String purpose, String keyId, byte[] sealed);

    @Query("select exists (select 1 from campaign)")
    boolean isInUse();
}
