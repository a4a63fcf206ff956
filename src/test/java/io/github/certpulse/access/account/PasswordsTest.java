package io.github.certpulse.access.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.testing.Fast;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Fast
class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void hashesWithArgon2idAndADifferentSaltEachTime() {
        var hash = passwords.hash("correct horse battery");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .isNotEqualTo(passwords.hash("correct horse battery"));
        assertThat(passwords.matches("correct horse battery", hash)).isTrue();
        assertThat(passwords.matches("correct horse batterz", hash)).isFalse();
    }

    /// Made by another implementation of Argon2, with which the service once hashed passwords.
    @Test
    void checksAHashThatWasStoredBefore() {
        var stored =
                "$argon2id$v=19$m=19456,t=2,p=1$C0u6/Xsx8/JHDqtnLlCStw$VZQNd5fn02WcFsrO4OWbTJ5gbdIxcQatvYpG24O1pak";
        assertThat(passwords.matches("correct horse 正确", stored)).isTrue();
        assertThat(passwords.matches("correct horse", stored)).isFalse();
    }

    @Test
    void refusesToCheckWhatIsNoHash() {
        assertThatThrownBy(() -> passwords.matches("a password", "a password"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("a password");
    }

    @Test
    void makesDifferentReadableFirstPasswords() {
        var made = IntStream.range(0, 1000).mapToObj(_ -> passwords.first()).toList();
        assertThat(made).doesNotHaveDuplicates()
                .allMatch(password -> password.matches("([2-9a-hjkmnp-z]{4}-){2}[2-9a-hjkmnp-z]{4}"));
    }

    @ParameterizedTest
    @CsvSource({"ninechars, too-short", "password123, too-common", "aaaaaaaaaaaaaa, too-common",
            "my-CLERK-password, contains-username", "the current one, unchanged"})
    void findsTheWeaknessOfAPassword(String password, String code) {
        assertThat(passwords.weaknesses(password, "clerk", "the current one")).extracting(Violation::code)
                .contains(code);
    }

    @Test
    void acceptsPasswordsOfTheShortestAndTheLongestLength() {
        assertThat(passwords.weaknesses("0k4nine.!x", "clerk", "the current one")).isEmpty();
        assertThat(passwords.weaknesses("abcdefgh".repeat(16), "clerk", "the current one")).isEmpty();
        assertThat(passwords.weaknesses("abcdefgh".repeat(16) + "i", "clerk", "the current one"))
                .extracting(Violation::code)
                .containsExactly("too-long");
    }
}
