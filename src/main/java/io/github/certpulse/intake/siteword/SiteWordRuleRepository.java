package io.github.certpulse.intake.siteword;

import io.github.certpulse.intake.siteword.SiteWordRule.Asked;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface SiteWordRuleRepository extends GenericRepository<SiteWordRuleRepository.RuleRow, Long> {

    @MappedEntity("site_word_rule")
    record RuleRow(
            @Id long campaignId,
            Asked teacherAsked,
            Asked studentAsked,
            boolean allSchools,
            @Nullable Integer newBrowsersPerHour) {}

    @Query("select * from site_word_rule where campaign_id = :campaignId")
    Optional<RuleRow> find(long campaignId);

    @Transactional
    @Query("""
            insert into site_word_rule
                   (campaign_id, teacher_asked, student_asked, all_schools, new_browsers_per_hour)
            values (:campaignId, :teacherAsked, :studentAsked, :allSchools, :newBrowsersPerHour)
            on duplicate key update
                   teacher_asked = :teacherAsked, student_asked = :studentAsked, all_schools = :allSchools,
                   new_browsers_per_hour = :newBrowsersPerHour""")
    int store(
            long campaignId,
            Asked teacherAsked,
            Asked studentAsked,
            boolean allSchools,
            @Nullable Integer newBrowsersPerHour);
}
