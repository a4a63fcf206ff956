package io.github.certpulse.survey.publishing;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.util.List;
import java.util.Optional;

/// Every version that was ever published. Rows are added and never changed.
@JdbcRepository(dialect = Dialect.MYSQL)
public interface QuestionnaireRepository extends GenericRepository<QuestionnaireRepository.Published, String> {

    /// One published version.
    ///
    /// @param definition its canonical JSON
    /// @param sha256     the hash of that JSON in UTF-8
    @MappedEntity("questionnaire")
    record Published(@Id String code, int version, String role, String definition, byte[] sha256) {}

    /// Publishes a version unless it exists. The key decides between replicas that publish at the same time.
    ///
    /// @return 1, or 0 if the version existed
    @Transactional
    @Query("""
            insert ignore into questionnaire (code, version, role, definition, sha256, published_at)
            values (:code, :version, :role, :definition, :sha256, utc_timestamp(6))
            """)
    int publish(String code, int version, String role, String definition, byte[] sha256);

    @Query("""
            select code, version, role, definition, sha256
            from questionnaire
            order by code, version
            """)
    List<Published> published();

    @Query("""
            select code, version, role, definition, sha256
            from questionnaire
            where code = :code and version = :version
            """)
    Optional<Published> find(String code, int version);

    @Query("""
            select code, version, role, definition, sha256
            from questionnaire
            where code = :code
            order by version desc
            limit 1
            """)
    Optional<Published> latest(String code);

    @Query("""
            select code, version, role, definition, sha256
            from questionnaire
            where role = :role
            order by published_at desc, version desc, code
            """)
    List<Published> newestFirst(String role);
}
