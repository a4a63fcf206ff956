package io.github.certpulse.access.signin;

import io.github.certpulse.access.account.Account;
import io.github.certpulse.access.account.AccountRepository;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.secret.Tokens;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What a person gets for a right password while a code is still missing: a token with an audience of its own, which
/// opens no route.
@Singleton
class Challenges {
    static final Duration LIFE = Duration.ofMinutes(5);
    private static final String AUDIENCE = "second-factor";
    private static final String GENERATION = "generation";
    private final Tokens tokens;
    private final AccountRepository accounts;

    Challenges(Tokens tokens, AccountRepository accounts) {
        this.tokens = tokens;
        this.accounts = accounts;
    }

    String issue(Account account) {
        return tokens.sign(
                new Tokens.Payload(
                        AUDIENCE,
                        Ids.text(account.id()),
                        Map.of(GENERATION, Integer.toString(account.generation()))),
                LIFE);
    }

    /// The account of a challenge; empty where five minutes have passed, or the password has changed or the account was
    /// closed since.
    Optional<Account> accountOf(String challenge) {
        return tokens.read(challenge)
                .filter(payload -> payload.audience().equals(AUDIENCE))
                .flatMap(
                        payload -> Ids.parse(payload.subject())
                                .flatMap(accounts::findById)
                                .filter(account -> !account.closed())
                                .filter(
                                        account -> Integer.toString(account.generation())
                                                .equals(payload.claims().get(GENERATION))));
    }
}
