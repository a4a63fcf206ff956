package io.github.certpulse.platform.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts confidential data for the database: AES-256-GCM (NIST SP 800-38D) with a random nonce, bound to the data's
/// owner. The current secret encrypts; the previous secrets can still decrypt while they are set.
public final class Seal {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_BYTES = 4;
    private final SequencedMap<String, SecretKey> keys = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();

    public Seal(Keys secrets, String purpose) {
        var ids = secrets.deriveAll(purpose + " key id", "HmacSHA256").iterator();
        for (var key : secrets.deriveAll(purpose, "AES")) {
            var id = Arrays.copyOf(Keys.hmac(ids.next(), new byte[0]), KEY_ID_BYTES);
            keys.putIfAbsent(HexFormat.of().formatHex(id), key);
        }
    }

    /// A seal with one key, which never changes.
    public Seal(SecretKey lasting) {
        var id = Arrays.copyOf(Keys.hmac(lasting, "key id".getBytes(UTF_8)), KEY_ID_BYTES);
        keys.put(HexFormat.of().formatHex(id), new SecretKeySpec(lasting.getEncoded(), "AES"));
    }

    /// @param keyId which key encrypted it
    /// @param bytes nonce, ciphertext, tag
    public record Sealed(String keyId, byte[] bytes) {}

    /// The key that encrypts.
    public String currentKeyId() {
        return keys.firstEntry().getKey();
    }

    /// @param owner what the data belong to; they can be decrypted only with the same owner
    public Sealed close(String owner, byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var secret = cipher(Cipher.ENCRYPT_MODE, keys.firstEntry().getValue(), nonce, owner).doFinal(plain);
            var bytes = ByteBuffer.allocate(nonce.length + secret.length).put(nonce).put(secret).array();
            return new Sealed(currentKeyId(), bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws IllegalStateException where another secret encrypted it, or it belongs to another owner
    public byte[] open(String owner, Sealed sealed) {
        var key = keys.get(sealed.keyId());
        if (key == null) {
            throw new IllegalStateException(
                    "Sealed with key %s, but CERTPULSE_SECRET and CERTPULSE_SECRET_PREVIOUS give %s"
                            .formatted(sealed.keyId(), keys.keySet()));
        }
        try {
            var bytes = sealed.bytes();
            var cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(bytes, NONCE_BYTES), owner);
            return cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The sealed data cannot be decrypted", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String owner) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(UTF_8));
        return cipher;
    }
}
