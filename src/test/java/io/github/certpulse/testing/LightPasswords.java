package io.github.certpulse.testing;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
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
    private static final Argon2Function LIGHT = Argon2Function.getInstance(64, 1, 1, 32, Argon2.ID);
    private static final String DUMMY_HASH = light("a dummy");

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
