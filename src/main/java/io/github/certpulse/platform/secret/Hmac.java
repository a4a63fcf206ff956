package io.github.certpulse.platform.secret;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// HMAC-SHA256 (RFC 2104) with one key, for many messages: the key is prepared once.
public final class Hmac {
    private final Mac prepared;

    public Hmac(SecretKey key) {
        try {
            this.prepared = Mac.getInstance("HmacSHA256");
            prepared.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The code of a message: 32 bytes.
    public byte[] of(byte[] message) {
        try {
            return ((Mac) prepared.clone()).doFinal(message);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
