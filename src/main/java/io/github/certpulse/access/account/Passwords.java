package io.github.certpulse.access.account;

import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Hashes and checks passwords, makes first passwords, and finds weaknesses of new ones. Argon2id (RFC 9106) with the
/// parameters that OWASP recommends: 19 MiB, two passes.
@Singleton
public class Passwords {
    public static final int MIN_LENGTH = 10;
    public static final int MAX_LENGTH = 128;
    private static final int MIN_DIFFERENT = 5;
    private static final Argon2 ARGON2 = new Argon2(19 * 1024, 2);
    private static final Set<String> COMMON = Set.of(
            "1234567890",
            "0123456789",
            "qwertyuiop",
            "password123",
            "password1234",
            "administrator",
            "1q2w3e4r5t",
            "woaini1314",
            "abcd123456",
            "abc1234567",
            "a123456789",
            "1234567890a",
            "qwerty123456");
    /// The hash of a random text that was not kept.
    private static final String DUMMY_HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$48qJc2NwTTxvYVRCSBWgbw$Ul0/60ATVLkwsBFIuelB8hIAJEWc9yRbH8EdFWiImxI";
    private final SecureRandom random = new SecureRandom();
    /// Each hash takes 19 MiB, so only two are computed at once; many sign-ins at the same time must fit into a small
    /// heap.
    private final Semaphore permits = new Semaphore(2, true);

    public String hash(String password) {
        permits.acquireUninterruptibly();
        try {
            return hash(password, ARGON2);
        } finally {
            permits.release();
        }
    }

    /// The password's hash with a random salt.
    protected final String hash(String password, Argon2 cost) {
        var salt = new byte[Argon2.SALT_BYTES];
        random.nextBytes(salt);
        return cost.hash(password, salt);
    }

    public boolean matches(String password, String hash) {
        permits.acquireUninterruptibly();
        try {
            return Argon2.matches(password, hash);
        } finally {
            permits.release();
        }
    }

    /// Takes as long as [#matches], so that the response time does not reveal which user names exist.
    public void checkDummy(String password) {
        matches(password, DUMMY_HASH);
    }

    /// A first password: 12 readable characters, 58 bits.
    public String first() {
        return Stream.generate(() -> Ids.readable(random, 4))
                .limit(3)
                .collect(Collectors.joining("-"))
                .toLowerCase(Locale.ROOT);
    }

    /// The weaknesses of a new password; empty where it is good. Length counts, not a mixture of kinds of characters
    /// (NIST SP 800-63B).
    public List<Violation> weaknesses(String password, String username, String current) {
        var found = new ArrayList<Violation>();
        var lower = password.toLowerCase(Locale.ROOT);
        if (password.length() < MIN_LENGTH) {
            found.add(
                    weak(
                            "too-short",
                            "至少 %d 个字符".formatted(MIN_LENGTH),
                            "at least %d characters".formatted(MIN_LENGTH)));
        }
        if (password.length() > MAX_LENGTH) {
            found.add(
                    weak("too-long", "最多 %d 个字符".formatted(MAX_LENGTH), "at most %d characters".formatted(MAX_LENGTH)));
        }
        if (password.chars().distinct().count() < MIN_DIFFERENT || COMMON.contains(lower)) {
            found.add(weak("too-common", "太容易猜到", "too easy to guess"));
        }
        if (lower.contains(username.toLowerCase(Locale.ROOT))) {
            found.add(weak("contains-username", "不能包含用户名", "must not contain the user name"));
        }
        if (password.equals(current)) {
            found.add(weak("unchanged", "须与原密码不同", "must differ from the current one"));
        }
        return found;
    }

    private static Violation weak(String code, String zh, String en) {
        return new Violation("newPassword", code, new Words(zh, en));
    }
}
