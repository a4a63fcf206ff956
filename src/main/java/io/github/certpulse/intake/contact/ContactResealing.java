package io.github.certpulse.intake.contact;

import io.github.certpulse.intake.stored.ContactRepository.SealedRow;
import io.github.certpulse.intake.stored.ContactRepository;
import io.github.certpulse.platform.database.UuidColumn;
import io.github.certpulse.platform.secret.Keys;
import io.github.certpulse.platform.secret.Seal.Sealed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Seals the contacts anew that a previous secret closed: at the start, and while one is given once a minute, because
/// other replicas may still close with it. The gauge `certpulse_sealed_with_previous_secret` says how many are left:
/// at 0 on every replica nothing needs the previous secret any more.
@Singleton
class ContactResealing {
    private static final Logger LOG = LoggerFactory.getLogger(ContactResealing.class);
    private static final int BATCH = 500;
    private final ContactRepository stored;
    private final ContactSeal seal;
    private final boolean isBeingReplaced;
    private volatile double left = Double.NaN;

    ContactResealing(ContactRepository stored, ContactSeal seal, Keys keys, MeterRegistry metrics) {
        this.stored = stored;
        this.seal = seal;
        this.isBeingReplaced = keys.areBeingReplaced();
        Gauge.builder("certpulse.sealed.with.previous.secret", this, resealing -> resealing.left)
                .description("Contacts that the current secret does not open; not a number before they were looked at")
                .register(metrics);
    }

    @Scheduled(fixedDelay = "1m")
    void pass() {
        var before = left;
        if (before == 0 && !isBeingReplaced) {
            return;
        }
        var resealed = 0;
        var unopened = 0;
        var rows = stored.sealedOtherwise(seal.currentKeyId(), new byte[0], BATCH);
        while (!rows.isEmpty()) {
            for (var row : rows) {
                if (reseal(row)) {
                    resealed++;
                } else {
                    unopened++;
                }
            }
            rows = stored.sealedOtherwise(seal.currentKeyId(), rows.getLast().responseId(), BATCH);
        }
        left = unopened;
        tell(resealed, unopened, before != unopened);
    }

    private boolean reseal(SealedRow row) {
        var response = UuidColumn.uuid(row.responseId());
        try {
            var sealed = seal.close(response, seal.open(response, new Sealed(row.keyId(), row.sealed())));
            stored.reseal(row.responseId(), row.keyId(), sealed.keyId(), sealed.bytes());
            return true;
        } catch (IllegalStateException doesNotOpen) {
            return false;
        }
    }

    private void tell(int resealed, int unopened, boolean changed) {
        if (unopened > 0 && changed) {
            LOG.error(
                    "{} contacts open with none of the secrets given: add the one that closed them to "
                            + "CERTPULSE_SECRET_PREVIOUS",
                    unopened);
        } else if (isBeingReplaced && (resealed > 0 || changed)) {
            LOG.info(
                    "Sealed {} contacts with the current secret. "
                            + "Nothing in the database needs CERTPULSE_SECRET_PREVIOUS any more: "
                            + "leave it out once every replica has this secret, and 8 hours have passed",
                    resealed);
        }
    }
}
