package io.github.certpulse.intake.siteword;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface SiteWordSchoolRepository extends GenericRepository<SiteWordSchoolRepository.SchoolRow, Long> {

    /// @param chosen         whether the office has chosen the school, for a rule that is not for all schools
    /// @param teacherChanges how often the teachers' word was changed at will
    /// @param studentChanges the same for students
    @MappedEntity("site_word_school")
    record SchoolRow(@Id long schoolId, boolean chosen, int teacherChanges, int studentChanges) {}

    @Query("""
            select w.* from site_word_school w join school s on s.id = w.school_id
             where s.campaign_id = :campaignId""")
    List<SchoolRow> ofCampaign(long campaignId);

    @Transactional
    @Query("""
            update site_word_school w join school s on s.id = w.school_id set w.chosen = false
             where s.campaign_id = :campaignId""")
    int chooseNone(long campaignId);

    @Transactional
    @Query("""
            insert into site_word_school (school_id, chosen) values (:schoolId, true)
            on duplicate key update chosen = true""")
    int choose(long schoolId);

    @Transactional
    @Query("""
            insert into site_word_school (school_id, teacher_changes) values (:schoolId, 1)
            on duplicate key update teacher_changes = teacher_changes + 1""")
    int changeTeachersWord(long schoolId);

    @Transactional
    @Query("""
            insert into site_word_school (school_id, student_changes) values (:schoolId, 1)
            on duplicate key update student_changes = student_changes + 1""")
    int changeStudentsWord(long schoolId);
}
