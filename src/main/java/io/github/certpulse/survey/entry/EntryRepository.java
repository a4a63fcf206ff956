package io.github.certpulse.survey.entry;

import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
public interface EntryRepository extends GenericRepository<Entry, String> {

    @Transactional
    void saveAll(Iterable<Entry> entries);

    @Query("select * from entry where code = :code and valid = 1")
    Optional<Entry> valid(String code);

    @Query("select * from entry where school_id = :schoolId and role = :role and valid = 1")
    Optional<Entry> ofSchool(long schoolId, Role role);

    @Query("""
            select e.* from entry e join school s on s.id = e.school_id
             where s.campaign_id = :campaignId and e.valid = 1""")
    List<Entry> ofCampaign(long campaignId);

    @Transactional
    @Query("update entry set valid = null where school_id = :schoolId and role = :role and valid = 1")
    int invalidate(long schoolId, Role role);

    /// The replaced codes of a school and role, newest first.
    @Query("""
            select * from entry
             where school_id = :schoolId and role = :role and valid is null
             order by created_at desc, code""")
    List<Entry> replaced(long schoolId, Role role);

    @Transactional
    @Query("update entry set valid = 1 where code = :code and school_id = :schoolId and role = :role and valid is null")
    int restore(String code, long schoolId, Role role);
}
