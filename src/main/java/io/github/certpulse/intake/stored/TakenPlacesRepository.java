package io.github.certpulse.intake.stored;

import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.TakenPlaces;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;

/// Counts the taken places again from the stored responses. The package `intake.storing` takes single places.
@JdbcRepository(dialect = Dialect.MYSQL)
interface TakenPlacesRepository extends GenericRepository<Certificate, Long>, TakenPlaces {

    @Override
    @Transactional
    @Query("""
            update certificate c join school s on s.id = c.school_id
               set c.teachers_taken = (select count(*) from response r
                                        where r.school_id = s.id and r.role = 'TEACHER' and r.certificate_id = c.id),
                   c.students_taken = (select count(*) from response r
                                        where r.school_id = s.id and r.role = 'STUDENT' and r.certificate_id = c.id)
             where s.campaign_id = :campaignId""")
    int recount(long campaignId);
}
