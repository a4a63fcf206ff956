package io.github.certpulse.numbers.alarm;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface DismissedAlarmRepository extends GenericRepository<DismissedAlarmRepository.DismissedAlarm, String> {

    /// @param alarm  its id
    /// @param number how many sheets it told of then
    @MappedEntity("dismissed_alarm")
    record DismissedAlarm(@Id String alarm, int number, String note, String username, Instant dismissedAt) {}

    @Query("select alarm, number, note, username, dismissed_at from dismissed_alarm where campaign_id = :campaignId")
    List<DismissedAlarm> ofCampaign(long campaignId);

    /// Also where it was dismissed before and has grown since.
    @Transactional
    @Query("""
            replace into dismissed_alarm (campaign_id, alarm, number, note, username, dismissed_at)
            values (:campaignId, :alarm, :number, :note, :username, :at)""")
    int dismiss(long campaignId, String alarm, int number, String note, String username, Instant at);

    @Transactional
    @Query("delete from dismissed_alarm where campaign_id = :campaignId and alarm = :alarm")
    int restore(long campaignId, String alarm);
}
