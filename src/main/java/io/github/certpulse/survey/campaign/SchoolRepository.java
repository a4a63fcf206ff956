package io.github.certpulse.survey.campaign;

import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
public interface SchoolRepository extends GenericRepository<School, Long> {

    Optional<School> findById(long id);

    /// The school of a campaign with an id that a client sent.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`
    default School findOr404(Campaign campaign, String id) {
        return Ids.parse(id)
                .flatMap(this::findById)
                .filter(school -> school.campaignId() == campaign.id())
                .orElseThrow(Problem.NOT_FOUND::exception);
    }

    @Query("select * from school where campaign_id = :campaignId order by position, id")
    List<School> ofCampaign(long campaignId);

    @Query("select * from school where campaign_id = :campaignId order by position, id limit :size offset :offset")
    List<School> page(long campaignId, int size, int offset);

    @Query("select count(*) from school where campaign_id = :campaignId")
    int countOfCampaign(long campaignId);

    @Transactional
    void saveAll(Iterable<School> schools);

    @Transactional
    void updateAll(Iterable<School> schools);
}
