package io.github.certpulse.access.respondent;

import io.github.certpulse.platform.secret.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/// A respondent within one campaign.
///
/// @param id     16 bytes, stored with the responses
/// @param secret 16 bytes, stored nowhere: they follow from the campaign's key and from the respondent's token, so that
///               only a request of the respondent can compute what is derived from them
public record CampaignRespondent(byte[] id, byte[] secret) {
    private static final int BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    /// @param hash 32 bytes: first the id, then the secret
    static CampaignRespondent from(byte[] hash) {
        return new CampaignRespondent(Arrays.copyOf(hash, BYTES), Arrays.copyOfRange(hash, BYTES, 2 * BYTES));
    }

    /// Names the contact that the respondent left with a response, 16 bytes. Without the secret nobody finds out to
    /// which response a contact belongs.
    public byte[] contactLink(UUID response) {
        return Arrays.copyOf(hash("contact " + response), BYTES);
    }

    /// Recognises a sheet when it comes again, 32 bytes. A plain hash would confirm guesses of what is not stored: name
    /// and phone of the contact.
    ///
    /// @param plain the hash of the request's body
    public byte[] sheetHash(byte[] plain) {
        return Keys.hmac(new SecretKeySpec(secret, ALGORITHM), plain);
    }

    private byte[] hash(String message) {
        return Keys.hmac(new SecretKeySpec(secret, ALGORITHM), message.getBytes(StandardCharsets.UTF_8));
    }
}
