package io.github.certpulse.testing;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.github.certpulse.access.account.Passwords;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/// Hashes passwords with the same function as the service, but with little memory and in one pass: most of the tests'
/// CPU time went into hashing. A hash says how it was made, so it is checked in the same way. The real parameters are
/// tested in `PasswordsTest`, and in `RestartTest` over HTTP.
@Singleton
@Requires(property = "certpulse.testing")
@Replaces(Passwords.class)
public class LightPasswords extends Passwords {
    private static final Argon2Function LIGHT = Argon2Function.getInstance(64, 1, 1, 32, Argon2.ID);
    private static final String DUMMY_HASH = light("a text that nobody knows");

    @Override
    public String hash(String password) {
        return light(password);
    }

    @Override
    public void checkDummy(String password) {
        matches(password, DUMMY_HASH);
    }

    private static String light(String password) {
        return Password.hash(password).addRandomSalt(16).with(LIGHT).getResult();
    }
}
