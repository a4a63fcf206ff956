package io.github.certpulse.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
public interface AuditRepository extends GenericRepository<AuditRow, Long> {

    AuditRow save(AuditRow row);

    @Query("select * from audit order by at desc, id desc limit :size offset :offset")
    List<AuditRow> page(int size, int offset);

    @Query("select count(*) from audit")
    int count();
}
