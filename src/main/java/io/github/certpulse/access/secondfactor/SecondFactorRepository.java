package io.github.certpulse.access.secondfactor;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface SecondFactorRepository extends GenericRepository<SecondFactor, Long> {

    Optional<SecondFactor> findByAccountId(long accountId);

    @Transactional
    SecondFactor save(SecondFactor factor);

    /// Deletes a key that was never confirmed.
    @Transactional
    @Query("delete from second_factor where account_id = :accountId and confirmed_at is null")
    int deleteUnconfirmed(long accountId);

    @Transactional
    @Query("delete from second_factor where account_id = :accountId")
    int delete(long accountId);

    /// @return 0 where it is confirmed already, or another key was made since
    @Transactional
    @Query("""
            update second_factor set confirmed_at = :now, last_step = :step
             where account_id = :accountId and confirmed_at is null and sealed = :sealed""")
    int confirm(long accountId, byte[] sealed, long step, Instant now);

    /// Accepts the code of a time step, once: of simultaneous requests with the same code, one gets 1.
    ///
    /// @return 0 where a code of this step or a later one was accepted before
    @Transactional
    @Query("""
            update second_factor set last_step = :step
             where account_id = :accountId and confirmed_at is not null and last_step < :step""")
    int accept(long accountId, long step);

    @Transactional
    @Query("insert into recovery_code (account_id, hash) values (:accountId, :hash)")
    int saveRecoveryCode(long accountId, byte[] hash);

    /// Uses a recovery code.
    ///
    /// @return 0 where there is no such code or it was used before
    @Transactional
    @Query("""
            update recovery_code set used_at = :now
             where account_id = :accountId and hash = :hash and used_at is null""")
    int useRecoveryCode(long accountId, byte[] hash, Instant now);

    @Query("select count(*) from recovery_code where account_id = :accountId and used_at is null")
    int countRecoveryCodes(long accountId);

    @Transactional
    @Query("delete from recovery_code where account_id = :accountId")
    int deleteRecoveryCodes(long accountId);
}
