package io.github.certpulse.intake.response;

import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads what is stored about responses, and the contacts beside them.
@JdbcRepository(dialect = Dialect.MYSQL)
interface ResponseRepository extends GenericRepository<ResponseRepository.Known, byte[]> {

    /// What is needed to answer a repeated request as the first one was.
    @MappedEntity("response")
    record Known(@Id byte[] id, long campaignId, byte[] respondent, byte[] bodyHash, Instant receivedAt) {}

    @Introspected
    record ContactRow(
            byte[] responseId,
            String keyId,
            byte[] sealed,
            Instant createdAt,
            String role,
            String school,
            String certificate) {}

    @Introspected
    record SealedRow(byte[] responseId, String keyId, byte[] sealed) {}

    @Query("select id, campaign_id, respondent, body_hash, received_at from response where id = :id")
    Optional<Known> find(byte[] id);

    @Query("select certificate_id from response where school_id = :schoolId and role = :role and respondent = :respondent")
    List<Long> answered(long schoolId, Role role, byte[] respondent);

    @Query("""
            select 1 from response
             where school_id = :schoolId and role = :role and respondent = :respondent and certificate_id = :certificateId""")
    Optional<Integer> isAnswered(long schoolId, Role role, byte[] respondent, long certificateId);

    @Transactional
    @Query("delete from contact where response_id = :id")
    int deleteContact(byte[] id);

    /// Contacts that another key closed, in order of their ids, which come after one of them.
    @Query("""
            select response_id, key_id, sealed from contact
             where key_id <> :keyId and response_id > :after
             order by response_id limit :most""")
    List<SealedRow> sealedOtherwise(String keyId, byte[] after, int most);

    @Transactional
    @Query("update contact set key_id = :keyId, sealed = :sealed where response_id = :id and key_id = :before")
    int resealContact(byte[] id, String before, String keyId, byte[] sealed);

    @Query("""
            select k.response_id, k.key_id, k.sealed, k.created_at, r.role, s.name as school, c.name as certificate
              from contact k
              join response r on r.id = k.response_id
              join school s on s.id = r.school_id
              join certificate c on c.id = r.certificate_id
             where k.campaign_id = :campaignId
             order by s.position, c.position, k.created_at""")
    List<ContactRow> contacts(long campaignId);
}
