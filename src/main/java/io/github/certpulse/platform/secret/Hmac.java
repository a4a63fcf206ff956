package io.github.certpulse.platform.secret;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// HMAC-SHA256 (RFC 2104) with one key, for many messages: the key is prepared once.
public final class Hmac {
    /// Copied, because to find an implementation takes longer than to use it.
    private static final Mac WITHOUT_KEY = withoutKey();
    private final Mac prepared;

    public Hmac(SecretKey key) {
        this.prepared = copy(WITHOUT_KEY);
        try {
            prepared.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The code of a message: 32 bytes.
    public byte[] of(byte[] message) {
        return copy(prepared).doFinal(message);
    }

    private static Mac withoutKey() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java has HMAC-SHA256", e);
        }
    }

    private static Mac copy(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
