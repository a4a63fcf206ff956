package io.github.certpulse.survey.campaign;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
public interface CertificateRepository extends GenericRepository<Certificate, Long> {

    /// The certificates that a school pilots now, in roster order.
    @Query("select * from certificate where school_id = :schoolId and not withdrawn order by position, id")
    List<Certificate> ofSchool(long schoolId);

    /// All certificates of a campaign, withdrawn ones too, in roster order.
    @Query("""
            select c.* from certificate c join school s on s.id = c.school_id
             where s.campaign_id = :campaignId
             order by s.position, c.position, c.id""")
    List<Certificate> ofCampaign(long campaignId);

    @Transactional
    void saveAll(Iterable<Certificate> certificates);

    @Transactional
    @Query("""
            update certificate
               set position = :position, level = :level, registered_students = :registeredStudents,
                   withdrawn = :withdrawn
             where id = :id""")
    void changeAll(Iterable<Certificate> certificates);
}
