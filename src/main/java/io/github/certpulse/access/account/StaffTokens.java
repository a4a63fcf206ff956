package io.github.certpulse.access.account;

import io.github.certpulse.platform.secret.Audience;
import io.github.certpulse.platform.secret.Tokens;
import io.github.certpulse.platform.sql.Batching;
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

/// Issues and reads the tokens of accounts. The account is read again for each request, so that a changed password or
/// right takes effect at once; simultaneous requests share the query.
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
    private static final int READS_AT_ONCE = 2;
    private static final int MAX_READ_AT_ONCE = 64;
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Tokens tokens;
    private final Batching<Long, Optional<Account>> accounts;
    private final ExecutorService blocking;

    StaffTokens(Tokens tokens, AccountRepository accounts, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.tokens = tokens;
        this.accounts = new Batching<>(READS_AT_ONCE, MAX_READ_AT_ONCE, ids -> find(accounts, ids));
        this.blocking = blocking;
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

    @Override
    public CompletionStage<Optional<Authentication>> personOf(Tokens.Payload token) {
        return CompletableFuture.supplyAsync(() -> authenticate(token), blocking);
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

    private Optional<Authentication> authenticate(Tokens.Payload payload) {
        return accounts.ask(Long.parseLong(payload.subject()))
                .filter(account -> !account.closed())
                .filter(account -> payload.claims().containsKey(NUMBER))
                .filter(
                        account -> List.of(payload.claims().get(GENERATION), payload.claims().get(NUMBER))
                                .contains(Integer.toString(account.generation())))
                .map(account -> Person.from(account, Integer.parseInt(payload.claims().get(NUMBER))).authentication());
    }
}
