package io.github.certpulse.testing;

import io.github.certpulse.access.account.Argon2;
import io.github.certpulse.access.account.Passwords;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/// Hashes passwords with the service's function, but with little memory and in one pass, because hashing would take
/// most of the tests' CPU time. A hash contains its parameters, so it is checked in the same way. `PasswordsTest`, and
/// `RestartTest` over HTTP, test the real parameters.
@Singleton
@Requires(property = "certpulse.testing")
@Replaces(Passwords.class)
public class LightPasswords extends Passwords {
    private static final Argon2 LIGHT = new Argon2(64, 1);
    private final String dummyHash = hash("a dummy");

    @Override
    public String hash(String password) {
        return hash(password, LIGHT);
    }

    @Override
    public void checkDummy(String password) {
        matches(password, dummyHash);
    }
}
