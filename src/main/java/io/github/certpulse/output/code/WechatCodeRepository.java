package io.github.certpulse.output.code;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface WechatCodeRepository extends GenericRepository<WechatCodeRepository.StoredCode, String> {

    @MappedEntity("wechat_code")
    record StoredCode(@Id String code, String contentType, byte[] image) {}

    @Query("select * from wechat_code where code = :code")
    Optional<StoredCode> find(String code);

    @Transactional
    @Query("insert ignore into wechat_code (code, content_type, image) values (:code, :contentType, :image)")
    int insert(String code, String contentType, byte[] image);
}
