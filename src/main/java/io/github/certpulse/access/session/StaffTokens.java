package io.github.certpulse.access.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.access.account.AccountChanged;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.platform.http.StaffRole;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.secret.Audience;
import io.github.certpulse.platform.secret.Tokens;
import io.github.certpulse.platform.sql.Batching;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.NumberList;
import io.github.certpulse.platform.sql.ResultRow;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/// Issues and reads the tokens of accounts. A token names its session. The session is read again every two seconds,
/// together with its account, so that a sign-out, a new password or another right takes effect soon; simultaneous
/// requests share the query. Redis has no part in it. While the database does not answer, nobody is let in on the
/// strength of what was read more than two seconds ago: the request fails as all do that need the database.
@Singleton
public class StaffTokens implements Audience {
    public static final Duration LIFE = Duration.ofHours(8);
    private static final String AUDIENCE = "staff";
    private static final String SESSION = "session";
    private static final int READS_AT_ONCE = 1;
    private static final int MAX_READ_AT_ONCE = 64;
    private static final Duration MAX_AGE = Duration.ofSeconds(2);
    private static final int MAX_RECENT = 10_000;
    private static final CompletionStage<Optional<Authentication>> NOBODY =
            CompletableFuture.completedFuture(Optional.empty());
    private final Tokens tokens;
    private final Database database;
    private final SessionRecords records;
    private final Clock clock;
    /// People by session that were read less than two seconds ago. What lets a person do less than usual is always
    /// read anew.
    private final Cache<Long, Person> recent =
            Caffeine.newBuilder().maximumSize(MAX_RECENT).expireAfterWrite(MAX_AGE).build();
    private final Batching<Long, Optional<Person>> reads;
    private final ExecutorService threads;

    StaffTokens(
            Tokens tokens,
            Database database,
            SessionRecords records,
            Clock clock,
            @Named(TaskExecutors.IO) ExecutorService threads) {
        this.tokens = tokens;
        this.database = database;
        this.records = records;
        this.clock = clock;
        this.reads = new Batching<>(READS_AT_ONCE, MAX_READ_AT_ONCE, this::find);
        this.threads = threads;
    }

    /// A session's token.
    String issue(Session session) {
        return tokens.sign(
                new Tokens.Payload(
                        AUDIENCE,
                        Long.toString(session.accountId()),
                        Map.of(SESSION, Ids.text(session.id()))),
                LIFE);
    }

    @Override
    public String name() {
        return AUDIENCE;
    }

    /// The person of a token; empty where the token is not valid any more. A change takes effect within two seconds; in
    /// the replica that made it at once, unless the session is being read while it is made.
    @Override
    public CompletionStage<Optional<Authentication>> personOf(Tokens.Payload token) {
        var session = Optional.ofNullable(token.claims().get(SESSION)).flatMap(Ids::parse);
        return session.isEmpty() ? NOBODY
                : personOf(session.get()).thenApply(
                        person -> person
                                .filter(found -> Long.toString(found.accountId()).equals(token.subject()))
                                .map(Person::authentication));
    }

    /// The person of a session; empty where it is not valid any more.
    CompletionStage<Optional<Person>> personOf(long session) {
        var known = recent.getIfPresent(session);
        return known != null ? CompletableFuture.completedFuture(Optional.of(known))
                : reads.askLater(session, threads).thenApply(read -> {
                    read.ifPresent(_ -> records.note(session));
                    read.filter(person -> !person.mustChangePassword())
                            .ifPresent(person -> recent.put(session, person));
                    return read;
                });
    }

    /// Has the sessions of an account read again. A request of the same moment may still find them as they were before
    /// the commit, and keep that for two seconds.
    void recheck(long accountId) {
        recent.asMap().values().removeIf(person -> person.accountId() == accountId);
    }

    @EventListener
    void recheck(AccountChanged changed) {
        recheck(changed.accountId());
    }

    @EventListener
    void forget(Campaigns.Removed removed) {
        recent.asMap().values().removeIf(person -> person.schoolId().filter(removed.schools()::contains).isPresent());
    }

    private List<Optional<Person>> find(List<Long> sessions) {
        var ids = NumberList.from(new HashSet<>(sessions));
        var values = new ArrayList<>(ids.values());
        values.add(clock.instant().minus(LIFE));
        var found = new HashMap<Long, Person>();
        database.list(
                row -> found.put(row.getLong("session"), person(row)),
                """
                        select s.id as session, a.id, a.username, a.role, a.school_id, a.must_change_password,
                               a.contacts, f.account_id is not null as second_factor
                          from session s join account a on a.id = s.account_id
                          left join second_factor f on f.account_id = a.id and f.confirmed_at is not null
                         where s.id in %s and s.ended_at is null and s.generation = a.generation and not a.closed
                           and s.created_at > ?""".formatted(ids.sql()),
                values.toArray());
        return sessions.stream().map(session -> Optional.ofNullable(found.get(session))).toList();
    }

    private static Person person(ResultRow row) {
        var role = StaffRole.valueOf(row.getString("role"));
        return new Person(
                row.getLong("id"),
                row.getString("username"),
                role,
                role == StaffRole.OFFICE && row.getBoolean("contacts"),
                row.findLong("school_id"),
                row.getLong("session"),
                row.getBoolean("must_change_password"),
                row.getBoolean("second_factor"));
    }
}
