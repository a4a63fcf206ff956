package io.github.certpulse.access.session;

import io.github.certpulse.access.account.Person;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Ends answers that take long, such as streams of counts and downloads, when the session ends with which they were
/// requested: within five seconds, whether the person signed out, the account was closed or the time is over. A stream
/// also ends where for three seconds the database cannot say whether its session is still valid.
@Singleton
public class SessionWatch {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration UNCONFIRMED = Duration.ofSeconds(3);
    private final StaffTokens tokens;

    SessionWatch(StaffTokens tokens) {
        this.tokens = tokens;
    }

    /// The stream, until the session of the person who requested it ends.
    public <T> Flux<T> whileSignedIn(Authentication authentication, Flux<T> stream) {
        var confirmations = confirmations(Person.from(authentication)).timeout(UNCONFIRMED).onErrorComplete();
        return stream.takeUntilOther(confirmations.then());
    }

    /// Completes when the person's session ends.
    public Mono<Void> end(Person person) {
        return confirmations(person).then();
    }

    /// One each second while the session is valid; none where the database does not answer.
    private Flux<Boolean> confirmations(Person person) {
        return Flux.interval(INTERVAL)
                .onBackpressureDrop()
                .concatMap(_ -> isValid(person.session()), 1)
                .takeWhile(valid -> valid);
    }

    private Mono<Boolean> isValid(long session) {
        return Mono.fromCompletionStage(() -> tokens.personOf(session)).map(Optional::isPresent).onErrorComplete();
    }
}
