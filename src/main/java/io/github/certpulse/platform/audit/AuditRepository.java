package io.github.certpulse.platform.audit;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
public interface AuditRepository extends GenericRepository<AuditRow, Long> {
    // The database knows the values when it plans the query, so a condition with a null value costs nothing.
    String MATCHING =
            """
                        (:username is null or username = :username)
                    and (:action is null or action = :action)
                    and (:target is null or target = :target)
                    and (:since is null or at >= :since)
                    and (:before is null or at < :before)
                    and (:like is null
                         or concat_ws(' ', username, action, target, facts) collate utf8mb4_general_ci
                            like :like escape '!')""";

    @Transactional
    AuditRow save(AuditRow row);

    /// The matching rows, newest first. A null parameter does not restrict the search.
    ///
    /// @param since  inclusive
    /// @param before exclusive
    /// @param like   a [io.github.certpulse.platform.sql.LikePattern]
    @Query("select * from audit where " + MATCHING + " order by at desc, id desc limit :size offset :offset")
    List<AuditRow> page(
            @Nullable String username,
            @Nullable String action,
            @Nullable String target,
            @Nullable Instant since,
            @Nullable Instant before,
            @Nullable String like,
            int size,
            int offset);

    @Query("select count(*) from audit where " + MATCHING)
    int count(
            @Nullable String username,
            @Nullable String action,
            @Nullable String target,
            @Nullable Instant since,
            @Nullable Instant before,
            @Nullable String like);

    /// Whether the action was ever recorded.
    @Query("select exists (select 1 from audit where action = :action)")
    boolean has(String action);

    /// Whether the action was ever recorded for this target.
    @Query("select exists (select 1 from audit where action = :action and target = :target)")
    boolean has(String action, String target);
}
