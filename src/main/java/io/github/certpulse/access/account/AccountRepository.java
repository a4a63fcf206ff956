package io.github.certpulse.access.account;

import io.github.certpulse.platform.http.StaffRole;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
public interface AccountRepository extends GenericRepository<Account, Long> {

    @Transactional
    Account save(Account account);

    @Transactional
    void saveAll(Iterable<Account> accounts);

    Optional<Account> findById(long id);

    Optional<Account> findByUsername(String username);

    Optional<Account> findBySchoolId(long schoolId);

    /// Like [#findByUsername], and locks the row until the end of the transaction.
    @Query("select * from account where username = :username for update")
    Optional<Account> lockByUsername(String username);

    @Query("select * from account order by role, username")
    List<Account> all();

    /// An account for a list.
    ///
    /// @param secondFactorAt since when it has a second factor; null without one
    /// @param school   a clerk's school; null for the office
    /// @param campaign the school's campaign; null for the office
    /// @param sample   whether that campaign is a sample; null for the office
    @Introspected
    record ListedAccount(
            long id,
            String username,
            StaffRole role,
            boolean mustChangePassword,
            boolean contacts,
            boolean closed,
            Instant createdAt,
            @Nullable Instant secondFactorAt,
            @Nullable String school,
            @Nullable String campaign,
            @Nullable Boolean sample) {}

    /// Finds accounts whose user name, school's name or campaign's title contains the search text.
    String FROM_MATCHING = """
             from account a
             left join school s on s.id = a.school_id
             left join campaign c on c.id = s.campaign_id
             left join second_factor f on f.account_id = a.id and f.confirmed_at is not null
            where (a.role = 'SCHOOL') = :schools
              and (not :first or a.must_change_password)
              and concat_ws(' ', a.username, s.name, c.title) collate utf8mb4_general_ci like :like escape '!'""";

    /// One page of the accounts of the office or of the schools, ordered by role, newest campaign, and place in the
    /// roster.
    ///
    /// @param first whether to list only accounts that still have a first password
    /// @param like  a [io.github.certpulse.platform.sql.LikePattern]
    @Query("select a.id, a.username, a.role, a.must_change_password, a.contacts, a.closed, a.created_at, "
            + "f.confirmed_at as second_factor_at, s.name as school, c.title as campaign, c.sample"
            + FROM_MATCHING
            + " order by a.role, c.created_at desc, s.position, a.username limit :size offset :offset")
    List<ListedAccount> page(boolean schools, boolean first, String like, int size, int offset);

    @Query("select count(*)" + FROM_MATCHING)
    int count(boolean schools, boolean first, String like);

    /// The ids of the open accounts with the role OFFICE; locks their rows until the end of the transaction.
    @Query("select id from account where role = 'OFFICE' and not closed for update")
    List<Long> lockOffice();

    /// Changes an account. A closed one gets the generation, which none of its sessions has.
    @Transactional
    @Query("""
            update account
               set role = :role, contacts = :contacts, closed = :closed,
                   generation = if(:closed, :generation, generation)
             where id = :id""")
    int change(long id, StaffRole role, boolean contacts, boolean closed, int generation);

    @Query("select a.* from account a join school s on s.id = a.school_id where s.campaign_id = :campaignId")
    List<Account> ofCampaign(long campaignId);

    @Query("select a.school_id from account a join school s on s.id = a.school_id where s.campaign_id = :campaignId")
    List<Long> schoolsWithAccount(long campaignId);

    @Transactional
    @Query("""
            update account
               set password_hash = :passwordHash, must_change_password = :mustChangePassword, generation = :generation
             where id = :id""")
    int changePassword(long id, String passwordHash, boolean mustChangePassword, int generation);
}
