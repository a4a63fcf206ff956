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

/// Keeps the [LastingKeys] in the database, sealed with the service's secret, and seals them anew where the secret
/// has been replaced. A secret that does not open them ends the start: with other keys everybody would count as a new
/// person.
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
            keys.put(purpose, new SecretKeySpec(opened(purpose), ALGORITHM));
        }
        return new LastingKeys(keys);
    }

    private byte[] opened(Purpose purpose) {
        var name = purpose.name();
        var kept = rows.find(name).orElseGet(() -> {
            var sealed = seal.close(name, first(purpose));
            rows.keep(name, sealed.keyId(), sealed.bytes());
            return rows.find(name).orElseThrow();
        });
        var key = open(kept);
        if (!kept.keyId().equals(seal.currentKeyId())) {
            var sealed = seal.close(name, key);
            rows.reseal(name, sealed.keyId(), sealed.bytes());
            LOG.info("Sealed the key of {} with the current secret", purpose.words());
        }
        return key;
    }

    private byte[] open(LastingKeyRepository.Kept kept) {
        try {
            return seal.open(kept.purpose(), new Sealed(kept.keyId(), kept.sealed()));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "The keys in the database do not open: start with the secret that was last "
                            + "used with this database, as CERTPULSE_SECRET or as CERTPULSE_SECRET_PREVIOUS. "
                            + e.getMessage(),
                    e);
        }
    }

    /// In an installation that was in use before keys were kept, the one that its first secret gave; elsewhere any.
    private byte[] first(Purpose purpose) {
        if (rows.isInUse()) {
            return secrets.deriveAll(purpose.words(), ALGORITHM).getLast().getEncoded();
        }
        var drawn = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(drawn);
        return drawn;
    }
}
