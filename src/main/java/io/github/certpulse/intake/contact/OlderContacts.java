package io.github.certpulse.intake.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.intake.stored.ContactRepository;
import io.github.certpulse.intake.stored.OlderContactRepository.OlderRow;
import io.github.certpulse.intake.stored.OlderContactRepository;
import io.github.certpulse.platform.secret.Hmac;
import io.github.certpulse.platform.secret.LastingKeys.Purpose;
import io.github.certpulse.platform.secret.LastingKeys;
import io.github.certpulse.platform.secret.Seal.Sealed;
import io.github.certpulse.platform.sql.UuidColumn;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Contacts that an older version stored under their response's id. They are moved at the start, and while replicas of
/// the older version still add some. Their respondents are not there, so their links follow from the response's id and
/// a lasting key: whoever has the database alone cannot compute them, whoever has the secret too can.
@Singleton
class OlderContacts {
    private static final Logger LOG = LoggerFactory.getLogger(OlderContacts.class);
    private static final int BATCH = 500;
    private static final int LINK_BYTES = 16;
    private final OlderContactRepository rows;
    private final ContactRepository contacts;
    private final ContactSeal seal;
    private final Hmac key;

    OlderContacts(
            OlderContactRepository rows,
            ContactRepository contacts,
            ContactSeal seal,
            LastingKeys keys) {
        this.rows = rows;
        this.contacts = contacts;
        this.seal = seal;
        this.key = new Hmac(keys.get(Purpose.RECEIPTS));
    }

    /// Deletes the contact of a response, moved or not.
    ///
    /// @return how many rows were deleted
    int delete(UUID response) {
        return contacts.delete(link(response)) + rows.delete(UuidColumn.bytes(response));
    }

    @Scheduled(fixedDelay = "1m")
    void moveAll() {
        var moved = 0;
        var some = rows.some(new byte[0], BATCH);
        while (!some.isEmpty()) {
            for (var row : some) {
                moved += move(row) ? 1 : 0;
            }
            some = rows.some(some.getLast().responseId(), BATCH);
        }
        if (moved > 0) {
            LOG.info("Moved {} contacts away from their responses", moved);
        }
    }

    /// @return false where it cannot be decrypted and stays
    @Transactional
    boolean move(OlderRow row) {
        var response = UuidColumn.uuid(row.responseId());
        Sealed sealed;
        var link = link(response);
        try {
            sealed = seal.close(link, seal.openOlder(response, new Sealed(row.keyId(), row.sealed())));
        } catch (IllegalStateException doesNotOpen) {
            return false;
        }
        // A respondent who withdraws it meanwhile has deleted the row: then nothing is moved.
        if (rows.delete(row.responseId()) == 1) {
            rows.insert(link, row.campaignId(), row.schoolId(), row.role(), sealed.keyId(), sealed.bytes());
        }
        return true;
    }

    /// Receipts are made with the same key from the 16 bytes of an id alone, so no receipt tells anything of a link.
    private byte[] link(UUID response) {
        return Arrays.copyOf(key.of(("contact " + response).getBytes(UTF_8)), LINK_BYTES);
    }
}
