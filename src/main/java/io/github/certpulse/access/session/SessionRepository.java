package io.github.certpulse.access.session;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.List;

/// Sessions of accounts. Everywhere `since` is the time before which a session has expired.
@JdbcRepository(dialect = Dialect.MYSQL)
interface SessionRepository extends GenericRepository<Session, Long> {

    @Transactional
    Session save(Session session);

    /// The account's valid sessions, the one that was used last first.
    @Query("""
            select s.* from session s join account a on a.id = s.account_id
             where s.account_id = :accountId and s.ended_at is null and s.generation = a.generation
               and s.created_at > :since
             order by s.seen_at desc, s.id desc limit :max""")
    List<Session> valid(long accountId, Instant since, int max);

    /// Ends a valid session of the account.
    ///
    /// @return 0 where the account has no such session
    @Transactional
    @Query("""
            update session s join account a on a.id = s.account_id set s.ended_at = :at
             where s.id = :id and s.account_id = :accountId and s.ended_at is null and s.generation = a.generation
               and s.created_at > :since""")
    int end(long id, long accountId, Instant since, Instant at);

    /// Ends the account's other valid sessions.
    ///
    /// @param kept the session that goes on
    @Transactional
    @Query("""
            update session s join account a on a.id = s.account_id set s.ended_at = :at
             where s.account_id = :accountId and s.id <> :kept and s.ended_at is null
               and s.generation = a.generation and s.created_at > :since""")
    int endOthers(long accountId, long kept, Instant since, Instant at);

    /// Gives a session its account's new generation, so that it stays valid.
    @Transactional
    @Query("update session set generation = :generation where id = :id")
    int keep(long id, int generation);

    @Transactional
    @Query("update session set seen_at = :at where id in (:ids)")
    int seen(List<Long> ids, Instant at);

    @Transactional
    @Query("delete from session where created_at < :before limit :max")
    int deleteOld(Instant before, int max);
}
