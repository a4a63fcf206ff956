package io.github.certpulse.access.account;

import io.github.certpulse.platform.secret.Tokens;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Issues and validates the tokens of accounts. The account is read again with each request, so that a changed password
/// or right takes effect at once.
///
/// A token contains its account's generation and a number. It is valid while one of both equals the account's current
/// generation. A new password sets the generation to the number of the token that was used, so that only this token
/// stays valid.
@Singleton
public class StaffTokens implements TokenValidator<HttpRequest<?>> {
    public static final Duration LIFE = Duration.ofHours(8);
    private static final String AUDIENCE = "staff";
    private static final String GENERATION = "generation";
    private static final String NUMBER = "number";
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Tokens tokens;
    private final AccountRepository accounts;
    private final Scheduler blocking;

    StaffTokens(Tokens tokens, AccountRepository accounts, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.blocking = Schedulers.fromExecutorService(blocking);
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
    public Publisher<Authentication> validateToken(String token, HttpRequest<?> request) {
        return tokens.read(token, AUDIENCE)
                .map(
                        payload -> Mono.fromCallable(() -> authenticate(payload))
                                .subscribeOn(blocking)
                                .flatMap(Mono::justOrEmpty))
                .orElseGet(Mono::empty);
    }

    private Optional<Authentication> authenticate(Tokens.Payload payload) {
        return accounts.findById(Long.parseLong(payload.subject()))
                .filter(account -> !account.closed())
                .filter(account -> payload.claims().containsKey(NUMBER))
                .filter(
                        account -> List.of(payload.claims().get(GENERATION), payload.claims().get(NUMBER))
                                .contains(Integer.toString(account.generation())))
                .map(account -> Person.from(account, Integer.parseInt(payload.claims().get(NUMBER))).authentication());
    }
}
