package io.github.certpulse.survey.retention;

import io.github.certpulse.platform.database.DateTime;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface RetentionRepository extends GenericRepository<RetentionRepository.Row, Long> {

    /// @param destroyFrom null: as the setting says
    /// @param openSeen    when the service last saw that the campaign is not over
    /// @param closedSeen  when the service first saw that the campaign is over
    /// @param begunAt     when the keys were destroyed
    /// @param contacts    how many were there then
    /// @param persons     how many could be recognised until then
    @MappedEntity("retention")
    record Row(
            @Id long campaignId,
            @Nullable Instant destroyFrom,
            @Nullable Instant openSeen,
            @Nullable Instant closedSeen,
            @Nullable Instant begunAt,
            @Nullable Instant destroyedAt,
            int contacts,
            int persons) {}

    @Query("""
            select campaign_id, destroy_from, open_seen, closed_seen, begun_at, destroyed_at, contacts, persons
              from retention where campaign_id = :campaignId""")
    Optional<Row> find(long campaignId);

    @Transactional
    @Query("insert ignore into retention (campaign_id) values (:campaignId)")
    int insertIfAbsent(long campaignId);

    @Transactional
    @Query("""
            update retention set destroy_from = :destroyFrom
             where campaign_id = :campaignId and begun_at is null""")
    int change(
            long campaignId,
            @Nullable @TypeDef(type = DataType.OBJECT, converter = DateTime.class) Instant destroyFrom);

    /// Notes when the campaign was first seen to be over.
    @Transactional
    @Query("update retention set closed_seen = :now where campaign_id = :campaignId and closed_seen is null")
    int noteClosed(
            long campaignId,
            @TypeDef(type = DataType.OBJECT, converter = DateTime.class) Instant now);

    /// Notes that the campaign is not over, or was opened again.
    @Transactional
    @Query("update retention set open_seen = :now, closed_seen = null where campaign_id = :campaignId")
    int noteOpen(
            long campaignId,
            @TypeDef(type = DataType.OBJECT, converter = DateTime.class) Instant now);

    /// Takes the work on a campaign, if no other replica holds it, by the database's clock.
    @Transactional
    @Query("""
            update retention set held_until = utc_timestamp(6) + interval :seconds second
             where campaign_id = :campaignId and destroyed_at is null
               and (held_until is null or held_until < utc_timestamp(6))""")
    int take(long campaignId, int seconds);

    /// Holds it for longer.
    @Transactional
    @Query("""
            update retention set held_until = utc_timestamp(6) + interval :seconds second
             where campaign_id = :campaignId""")
    int hold(long campaignId, int seconds);

    @Transactional
    @Query("update retention set held_until = null where campaign_id = :campaignId")
    int release(long campaignId);

    @Transactional
    @Query("""
            update retention set begun_at = :now, contacts = :contacts, persons = :persons
             where campaign_id = :campaignId""")
    int begin(
            long campaignId,
            @TypeDef(type = DataType.OBJECT, converter = DateTime.class) Instant now,
            int contacts,
            int persons);

    @Transactional
    @Query("update retention set destroyed_at = :now, held_until = null where campaign_id = :campaignId")
    int finish(
            long campaignId,
            @TypeDef(type = DataType.OBJECT, converter = DateTime.class) Instant now);

    @Transactional
    @Query("update campaign set respondent_key = :key where id = :campaignId")
    int replaceRespondentKey(long campaignId, byte[] key);
}
