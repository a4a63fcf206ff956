package io.github.certpulse.survey.campaign;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
public interface CampaignRepository extends GenericRepository<Campaign, Long> {

    @Transactional
    Campaign save(Campaign campaign);

    Optional<Campaign> findById(long id);

    @Query("select * from campaign order by created_at desc, id desc")
    List<Campaign> findAll();

    /// Tells everybody who remembers something of the campaign that it has changed, and holds its row until the end of
    /// the transaction: submissions in flight end before, later ones see the change.
    @Transactional
    @Query("update campaign set revision = revision + 1 where id = :id")
    int touch(long id);

    @Transactional
    @Query("""
            update campaign
               set title = :title, province = :province, opens_at = :opensAt, closes_at = :closesAt,
                   teachers_per_certificate = :teachersPerCertificate,
                   students_per_certificate = :studentsPerCertificate,
                   teachers_per_school = :teachersPerSchool, students_per_school = :studentsPerSchool,
                   student_share = :studentShare, quota_counts = :quotaCounts,
                   teacher_cap = :teacherCap, student_cap = :studentCap,
                   teacher_questionnaire = :teacherQuestionnaire, student_questionnaire = :studentQuestionnaire,
                   channels = :channels, school_results = :schoolResults
             where id = :id""")
    int change(Campaign campaign);
}
