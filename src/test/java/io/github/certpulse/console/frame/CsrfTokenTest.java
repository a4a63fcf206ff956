package io.github.certpulse.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Secrets;
import org.junit.jupiter.api.Test;

@Fast
class CsrfTokenTest {
    private final CsrfToken before = new CsrfToken(Secrets.keys(Secrets.ONE));

    @Test
    void acceptsTheTokenOfAPageFromBeforeTheSecretWasReplacedWhileThePreviousSecretIsSet() {
        assertThat(new CsrfToken(Secrets.keys(Secrets.OTHER, Secrets.ONE)).isValid("session", before.derive("session")))
                .isTrue();
        assertThat(new CsrfToken(Secrets.keys(Secrets.OTHER)).isValid("session", before.derive("session"))).isFalse();
        assertThat(before.isValid("another session", before.derive("session"))).isFalse();
    }
}
