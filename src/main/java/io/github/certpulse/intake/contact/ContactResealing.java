package io.github.certpulse.intake.contact;

import io.github.certpulse.intake.stored.ContactRepository.SealedRow;
import io.github.certpulse.intake.stored.ContactRepository;
import io.github.certpulse.platform.secret.Keys;
import io.github.certpulse.platform.secret.Seal.Sealed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Encrypts contacts again that were encrypted with a previous secret: at the start, and every minute while a previous
/// secret is configured, because other replicas may still encrypt with it. The gauge
/// `certpulse_sealed_with_previous_secret` is the number of contacts left: when it is 0 on every replica, the previous
/// secret is not needed any more.
@Singleton
class ContactResealing {
    private static final Logger LOG = LoggerFactory.getLogger(ContactResealing.class);
    private static final int BATCH = 500;
    private final ContactRepository stored;
    private final ContactSeal seal;
    private final boolean secretIsBeingReplaced;
    private volatile double remaining = Double.NaN;

    ContactResealing(ContactRepository stored, ContactSeal seal, Keys keys, MeterRegistry metrics) {
        this.stored = stored;
        this.seal = seal;
        this.secretIsBeingReplaced = keys.hasPreviousSecrets();
        Gauge.builder("certpulse.sealed.with.previous.secret", this, resealing -> resealing.remaining)
                .description("Contacts that the current secret does not open; not a number before the first check")
                .register(metrics);
    }

    @Scheduled(fixedDelay = "1m")
    void resealAll() {
        var before = remaining;
        if (before == 0 && !secretIsBeingReplaced) {
            return;
        }
        var resealed = 0;
        var unopened = 0;
        var rows = stored.findSealedWithOtherKey(seal.currentKeyId(), new byte[0], BATCH);
        while (!rows.isEmpty()) {
            for (var row : rows) {
                if (reseal(row)) {
                    resealed++;
                } else {
                    unopened++;
                }
            }
            rows = stored.findSealedWithOtherKey(seal.currentKeyId(), rows.getLast().link(), BATCH);
        }
        remaining = unopened;
        log(resealed, unopened, before != unopened);
    }

    private boolean reseal(SealedRow row) {
        try {
            var sealed = seal.close(row.link(), seal.open(row.link(), new Sealed(row.keyId(), row.sealed())));
            stored.reseal(row.link(), row.keyId(), sealed.keyId(), sealed.bytes());
            return true;
        } catch (IllegalStateException doesNotOpen) {
            return false;
        }
    }

    private void log(int resealed, int unopened, boolean changed) {
        if (unopened > 0 && changed) {
            LOG.error(
                    "{} contacts open with none of the configured secrets: add the one that encrypted them to "
                            + "CERTPULSE_SECRET_PREVIOUS",
                    unopened);
        } else if (secretIsBeingReplaced && (resealed > 0 || changed)) {
            LOG.info(
                    "Sealed {} contacts with the current secret. "
                            + "Nothing in the database needs CERTPULSE_SECRET_PREVIOUS any more: "
                            + "leave it out once every replica has this secret, and 8 hours have passed",
                    resealed);
        }
    }
}
