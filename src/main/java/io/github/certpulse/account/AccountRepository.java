package io.github.certpulse.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
public interface AccountRepository extends GenericRepository<Account, Long> {

    Account save(Account account);

    void saveAll(Iterable<Account> accounts);

    Optional<Account> findById(long id);

    Optional<Account> findByUsername(String username);

    Optional<Account> findBySchoolId(long schoolId);

    @Query("select * from account order by role, username")
    List<Account> all();

    @Query("select a.school_id from account a join school s on s.id = a.school_id where s.campaign_id = :campaignId")
    List<Long> schoolsWithAccount(long campaignId);

    @Query("""
            update account
               set password_hash = :passwordHash, must_change_password = :mustChangePassword, generation = :generation
             where id = :id""")
    int changePassword(long id, String passwordHash, boolean mustChangePassword, int generation);
}
