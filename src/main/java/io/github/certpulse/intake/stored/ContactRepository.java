package io.github.certpulse.intake.stored;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.util.List;

/// The stored contacts. They name a school and a role, but neither a response nor a time. The package `intake.storing`
/// inserts them.
@JdbcRepository(dialect = Dialect.MYSQL)
public interface ContactRepository extends GenericRepository<ContactRepository.SealedRow, byte[]> {

    @Introspected
    record ContactRow(byte[] link, String keyId, byte[] sealed, String role, String school) {}

    @MappedEntity("left_contact")
    record SealedRow(@Id byte[] link, String keyId, byte[] sealed) {}

    /// How many persons of a role have answered at a school, and how many had when its contacts were last shown.
    ///
    /// @param released null if they were never shown
    @Introspected
    record Answered(long schoolId, String role, int persons, @Nullable Integer released) {}

    @Transactional
    @Query("delete from left_contact where link = :link")
    int delete(byte[] link);

    @Query("select count(*) from left_contact where campaign_id = :campaignId")
    int countOfCampaign(long campaignId);

    @Query("select count(*) from left_contact where campaign_id = :campaignId and shown")
    int countShown(long campaignId);

    /// Deletes some of a campaign's contacts.
    ///
    /// @param most the most rows to delete
    /// @return the number of rows deleted
    @Transactional
    @Query("delete from left_contact where campaign_id = :campaignId limit :most")
    int deleteSome(long campaignId, int most);

    /// Contacts that were encrypted with another key, in the order of their links.
    ///
    /// @param after only links after this one
    @Query("""
            select link, key_id, sealed from left_contact
             where key_id <> :keyId and link > :after
             order by link limit :most""")
    List<SealedRow> findSealedWithOtherKey(String keyId, byte[] after, int most);

    @Transactional
    @Query("update left_contact set key_id = :keyId, sealed = :sealed where link = :link and key_id = :before")
    int reseal(byte[] link, String before, String keyId, byte[] sealed);

    /// The contacts that may be seen, by school and role; their links put them in no order.
    @Query("""
            select k.link, k.key_id, k.sealed, k.role, s.name as school
              from left_contact k join school s on s.id = k.school_id
             where k.campaign_id = :campaignId and k.shown
             order by s.position, s.id, k.role desc, k.link""")
    List<ContactRow> shown(long campaignId);

    @Query("""
            select r.school_id, r.role, count(distinct r.respondent) as persons, max(l.persons) as released
              from school s
              join response r force index (response_person) on r.school_id = s.id
              left join contact_release l on l.school_id = r.school_id and l.role = r.role
             where s.campaign_id = :campaignId
             group by r.school_id, r.role""")
    List<Answered> answered(long campaignId);

    @Transactional
    @Query("""
            update left_contact set shown = true
             where campaign_id = :campaignId and school_id = :schoolId and role = :role and not shown""")
    int show(long campaignId, long schoolId, String role);

    /// Notes how many persons have answered by now.
    @Transactional
    @Query("""
            insert into contact_release (school_id, role, persons)
            select school_id, role, count(distinct respondent) from response
             where school_id = :schoolId and role = :role
             group by school_id, role
                on duplicate key update persons = values(persons)""")
    int noteRelease(long schoolId, String role);

    @Transactional
    @Query("delete l from contact_release l join school s on s.id = l.school_id where s.campaign_id = :campaignId")
    int deleteReleases(long campaignId);
}
