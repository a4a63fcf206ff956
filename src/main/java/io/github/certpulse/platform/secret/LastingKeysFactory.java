package io.github.certpulse.platform.secret;

import io.github.certpulse.platform.secret.LastingKeys.Purpose;
import io.github.certpulse.platform.secret.Seal.Sealed;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.security.SecureRandom;
import java.util.EnumMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores the [LastingKeys] in the database, sealed with the service's secret, and seals them again after the secret
/// was replaced. The service does not start with a secret that cannot open them: with other keys every respondent would
/// count as a new person.
@Factory
class LastingKeysFactory {
    private static final Logger LOG = LoggerFactory.getLogger(LastingKeysFactory.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private final Keys secrets;
    private final LastingKeyRepository rows;
    private final Seal seal;

    LastingKeysFactory(Keys secrets, LastingKeyRepository rows) {
        this.secrets = secrets;
        this.rows = rows;
        this.seal = new Seal(secrets, "lasting keys");
    }

    @Context
    LastingKeys lastingKeys() {
        var keys = new EnumMap<Purpose, SecretKey>(Purpose.class);
        for (var purpose : Purpose.values()) {
            keys.put(purpose, new SecretKeySpec(load(purpose), ALGORITHM));
        }
        return new LastingKeys(keys);
    }

    private byte[] load(Purpose purpose) {
        var name = purpose.name();
        var stored = rows.find(name).orElseGet(() -> {
            var sealed = seal.close(name, first(purpose));
            rows.insertIfAbsent(name, sealed.keyId(), sealed.bytes());
            return rows.find(name).orElseThrow();
        });
        var key = open(stored);
        if (!stored.keyId().equals(seal.currentKeyId())) {
            var sealed = seal.close(name, key);
            rows.reseal(name, sealed.keyId(), sealed.bytes());
            LOG.info("Sealed the key of {} with the current secret", purpose.words());
        }
        return key;
    }

    private byte[] open(LastingKeyRepository.StoredKey stored) {
        try {
            return seal.open(stored.purpose(), new Sealed(stored.keyId(), stored.sealed()));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "The keys in the database cannot be opened: start with the secret that was last "
                            + "used with this database, as CERTPULSE_SECRET or as CERTPULSE_SECRET_PREVIOUS. "
                            + e.getMessage(),
                    e);
        }
    }

    /// The first key: derived from the oldest secret where the installation was in use before keys were stored,
    /// otherwise random.
    private byte[] first(Purpose purpose) {
        if (rows.isInUse()) {
            return secrets.deriveAll(purpose.words(), ALGORITHM).getLast().getEncoded();
        }
        var random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return random;
    }
}
