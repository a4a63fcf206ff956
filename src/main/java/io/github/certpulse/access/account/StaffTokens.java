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

/// The tokens of accounts. The account is looked up anew with each request, so that a changed password or right holds
/// at once.
///
/// A token names its account's generation and a number of its own. It is valid while either is the account's
/// generation: a new password makes the number of the token in hand the account's generation, so that all others end.
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

    /// A token for somebody who has just signed in.
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

    /// A generation that no token names yet.
    static int newGeneration() {
        return RANDOM.nextInt(1, Integer.MAX_VALUE);
    }

    @Override
    public Publisher<Authentication> validateToken(String token, HttpRequest<?> request) {
        return tokens.read(token, AUDIENCE)
                .map(
                        content -> Mono.fromCallable(() -> holder(content))
                                .subscribeOn(blocking)
                                .flatMap(Mono::justOrEmpty))
                .orElseGet(Mono::empty);
    }

    private Optional<Authentication> holder(Tokens.Payload content) {
        return accounts.findById(Long.parseLong(content.subject()))
                .filter(account -> !account.closed())
                .filter(account -> content.claims().containsKey(NUMBER))
                .filter(
                        account -> List.of(content.claims().get(GENERATION), content.claims().get(NUMBER))
                                .contains(Integer.toString(account.generation())))
                .map(account -> Person.from(account, Integer.parseInt(content.claims().get(NUMBER))).authentication());
    }
}
