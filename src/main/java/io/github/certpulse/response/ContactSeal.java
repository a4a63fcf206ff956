package io.github.certpulse.response;

import io.github.certpulse.questionnaire.Sheet.Contact;
import io.github.certpulse.shared.Json;
import io.github.certpulse.shared.Keys;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Encrypts contacts: AES-256-GCM (NIST SP 800-38D) with a random nonce, bound to the response they belong to.
@Singleton
class ContactSeal {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_BYTES = 4;
    private final SecretKey key;
    private final String keyId;
    private final SecureRandom random = new SecureRandom();

    ContactSeal(Keys keys) {
        this.key = keys.derive("contacts", "AES");
        this.keyId = HexFormat.of().formatHex(Arrays.copyOf(Keys.hmac(keys.derive("contacts key id", "HmacSHA256"), new byte[0]), KEY_ID_BYTES));
    }

    /// @param keyId which key closed it
    /// @param bytes nonce, ciphertext, tag
    record Sealed(String keyId, byte[] bytes) {}

    Sealed close(UUID response, Contact contact) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var plain = Json.canonical(JsonNode.createObjectNode(Map.of(
                "name", JsonNode.createStringNode(contact.name()), "phone", JsonNode.createStringNode(contact.phone()))));
        try {
            var secret = cipher(Cipher.ENCRYPT_MODE, nonce, response).doFinal(plain);
            return new Sealed(keyId, ByteBuffer.allocate(nonce.length + secret.length).put(nonce).put(secret).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws IllegalStateException where another key closed it, or it belongs to another response
    Contact open(UUID response, Sealed sealed) {
        if (!sealed.keyId().equals(keyId)) {
            throw new IllegalStateException("A contact was closed with key " + sealed.keyId() + ", but CERTPULSE_SECRET gives key " + keyId);
        }
        try {
            var nonce = Arrays.copyOf(sealed.bytes(), NONCE_BYTES);
            var plain = Json.read(cipher(Cipher.DECRYPT_MODE, nonce, response).doFinal(sealed.bytes(), NONCE_BYTES, sealed.bytes().length - NONCE_BYTES));
            return new Contact(plain.get("name").getStringValue(), plain.get("phone").getStringValue());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("A contact does not open", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, UUID response) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(response.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
