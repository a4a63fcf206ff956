package io.github.certpulse.access.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.platform.secret.Audience;
import io.github.certpulse.platform.secret.Tokens;
import io.github.certpulse.platform.sql.Batching;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Issues and reads the tokens of accounts. The account is read again every two seconds, so that a changed password or
/// right takes effect soon; simultaneous requests share the query.
///
/// A token contains its account's generation and a number. It is valid while one of both equals the account's current
/// generation. A new password sets the generation to the number of the token that was used, so that only this token
/// stays valid.
@Singleton
public class StaffTokens implements Audience {
    public static final Duration LIFE = Duration.ofHours(8);
    private static final String AUDIENCE = "staff";
    private static final String GENERATION = "generation";
    private static final String NUMBER = "number";
    private static final int READS_AT_ONCE = 1;
    private static final int MAX_READ_AT_ONCE = 64;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration MAX_AGE = Duration.ofSeconds(2);
    private static final int MAX_RECENT = 10_000;
    private final Tokens tokens;
    /// Accounts that were read less than two seconds ago. What lets a person do less than usual is always read anew.
    private final Cache<Long, Account> recent =
            Caffeine.newBuilder().maximumSize(MAX_RECENT).expireAfterWrite(MAX_AGE).build();
    private final Batching<Long, Optional<Account>> accounts;
    private final ExecutorService threads;

    StaffTokens(Tokens tokens, AccountRepository accounts, @Named(TaskExecutors.IO) ExecutorService threads) {
        this.tokens = tokens;
        this.accounts = new Batching<>(READS_AT_ONCE, MAX_READ_AT_ONCE, ids -> find(accounts, ids));
        this.threads = threads;
    }

    /// A token for a person who has just signed in.
    public String issue(Account account) {
        return tokens.sign(
                new Tokens.Payload(
                        AUDIENCE,
                        Long.toString(account.id()),
                        Map.of(
                                GENERATION,
                                Integer.toString(account.generation()),
                                NUMBER,
                                Integer.toString(newGeneration()))),
                LIFE);
    }

    /// A generation that no token contains yet.
    static int newGeneration() {
        return RANDOM.nextInt(1, Integer.MAX_VALUE);
    }

    @Override
    public String name() {
        return AUDIENCE;
    }

    /// The person of a token; empty where the token is not valid any more. A change of the account takes effect within
    /// two seconds; in the replica that made it at once, unless the person's account is being read while it is made.
    @Override
    public CompletionStage<Optional<Authentication>> personOf(Tokens.Payload token) {
        var id = Long.parseLong(token.subject());
        var known = Optional.ofNullable(recent.getIfPresent(id)).flatMap(account -> authenticate(account, token));
        return known.isPresent() ? CompletableFuture.completedFuture(known)
                : accounts.askLater(id, threads).thenApply(account -> {
                    account.filter(found -> !found.mustChangePassword() && !found.closed())
                            .ifPresent(found -> recent.put(id, found));
                    return account.flatMap(found -> authenticate(found, token));
                });
    }

    /// Has an account read again, because it was changed. A request of the same moment may still find the account as it
    /// was before the commit, and keep it for two seconds.
    public void recheck(Account account) {
        recent.invalidate(account.id());
    }

    @EventListener
    void forget(Campaigns.Removed removed) {
        recent.asMap()
                .values()
                .removeIf(account -> account.schoolId() != null && removed.schools().contains(account.schoolId()));
    }

    private static List<Optional<Account>> find(AccountRepository accounts, List<Long> ids) {
        if (ids.size() == 1) {
            return List.of(accounts.findById(ids.getFirst()));
        }
        var found = accounts.findByIdIn(Set.copyOf(ids))
                .stream()
                .collect(Collectors.toMap(Account::id, Function.identity()));
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    private static Optional<Authentication> authenticate(Account account, Tokens.Payload token) {
        return Optional.ofNullable(token.claims().get(NUMBER))
                .filter(_ -> !account.closed())
                .filter(
                        number -> List.of(token.claims().get(GENERATION), number)
                                .contains(Integer.toString(account.generation())))
                .map(number -> Person.from(account, Integer.parseInt(number)).authentication());
    }
}
