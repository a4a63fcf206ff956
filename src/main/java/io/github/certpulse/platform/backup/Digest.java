package io.github.certpulse.platform.backup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 (FIPS 180-4) of many lines, one after another.
final class Digest {
    private final MessageDigest sha256;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }

    void add(byte[] line) {
        sha256.update(line);
        sha256.update((byte) '\n');
    }

    /// 64 hexadecimal digits; the digest begins anew.
    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
