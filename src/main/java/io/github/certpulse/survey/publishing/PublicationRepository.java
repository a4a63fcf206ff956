package io.github.certpulse.survey.publishing;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/// The published versions, and how many campaigns use each.
@JdbcRepository(dialect = Dialect.MYSQL)
public interface PublicationRepository extends GenericRepository<PublicationRepository.Row, String> {

    @MappedEntity("questionnaire")
    record Row(@Id String code, int version, Instant publishedAt, int campaigns) {}

    @Query("""
            select q.code, q.version, q.published_at,
                   (select count(*) from campaign c
                     where c.teacher_questionnaire = concat(q.code, '@', q.version)
                        or c.student_questionnaire = concat(q.code, '@', q.version)) as campaigns
              from questionnaire q
             order by q.code, q.version
            """)
    List<Row> all();
}
