package io.github.certpulse.survey.removal;

import io.github.certpulse.survey.campaign.CampaignRepository;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.List;

/// Deletes a campaign's rows table by table, except its answers.
@JdbcRepository(dialect = Dialect.MYSQL)
interface RemovalRepository extends GenericRepository<CampaignRepository.Row, Long> {

    /// Closes the campaign. A submission whose sheet was checked before this is checked again.
    @Transactional
    @Query("update campaign set closes_at = least(closes_at, :end), revision = revision + 1 where id = :id")
    int close(long id, Instant end);

    /// Locks the schools, so that no row can be added to one of them.
    @Query("select id from school where campaign_id = :id for update")
    List<Long> lockSchools(long id);

    @Transactional
    @Query("""
            delete w from wechat_code w join entry e on e.code = w.code join school s on s.id = e.school_id
             where s.campaign_id = :id""")
    int deleteWechatCodes(long id);

    @Transactional
    @Query("delete e from entry e join school s on s.id = e.school_id where s.campaign_id = :id")
    int deleteEntries(long id);

    @Transactional
    @Query("delete c from completion c join school s on s.id = c.school_id where s.campaign_id = :id")
    int deleteCompletions(long id);

    @Transactional
    @Query("delete r from school_result r join school s on s.id = r.school_id where s.campaign_id = :id")
    int deleteSchoolResults(long id);

    /// What was set aside after the answers were deleted in batches.
    @Transactional
    @Query("delete r from set_aside_response r join set_aside s on s.id = r.set_aside_id where s.campaign_id = :id")
    int deleteSetAsideResponses(long id);

    @Transactional
    @Query("delete from set_aside where campaign_id = :id")
    int deleteSetAsides(long id);

    @Transactional
    @Query("delete w from site_word_school w join school s on s.id = w.school_id where s.campaign_id = :id")
    int deleteSiteWordSchools(long id);

    @Transactional
    @Query("delete h from new_browser_refusal h join school s on s.id = h.school_id where s.campaign_id = :id")
    int deleteNewBrowserRefusals(long id);

    @Transactional
    @Query("delete from site_word_rule where campaign_id = :id")
    int deleteSiteWordRule(long id);

    @Transactional
    @Query("delete a from account a join school s on s.id = a.school_id where s.campaign_id = :id")
    int deleteAccounts(long id);

    @Transactional
    @Query("delete c from certificate c join school s on s.id = c.school_id where s.campaign_id = :id")
    int deleteCertificates(long id);

    @Transactional
    @Query("delete from school where campaign_id = :id")
    int deleteSchools(long id);

    @Transactional
    @Query("delete from retention where campaign_id = :id")
    int deleteRetention(long id);

    @Transactional
    @Query("delete from source_key where campaign_id = :id")
    int deleteSourceKey(long id);

    @Transactional
    @Query("delete from dismissed_alarm where campaign_id = :id")
    int deleteDismissedAlarms(long id);

    @Transactional
    @Query("delete from campaign where id = :id")
    int deleteCampaign(long id);
}
