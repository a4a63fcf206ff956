package io.github.certpulse.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.certpulse.platform.secret.Tokens.Payload;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Secrets;
import io.github.certpulse.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Fast
class TokensTest {
    private static final String UNSIGNED =
            Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    private static final Duration LIFETIME = Duration.ofSeconds(2);
    private final TestClock clock = new TestClock(Duration.ZERO);
    private final Tokens tokens = new Tokens(Secrets.keys(Secrets.ONE), clock);
    private final Payload payload = new Payload("staff", "4711", Map.of("generation", "3"));

    @Test
    void readsATokenThatItSigned() {
        assertThat(tokens.read(tokens.sign(payload, Duration.ofHours(1))).map(Payload::subject))
                .contains("4711");
        assertThat(
                tokens.read(tokens.sign(payload, Duration.ofHours(1)))
                        .map(read -> read.claims().get("generation")))
                .contains("3");
    }

    @Test
    void readsATokenOfAPreviousSecretWhileThatIsSet() {
        var token = tokens.sign(payload, Duration.ofHours(1));
        assertThat(new Tokens(Secrets.keys(Secrets.OTHER, Secrets.ONE), clock).read(token)).isPresent();
        assertThat(
                tokens.read(
                        new Tokens(Secrets.keys(Secrets.OTHER, Secrets.ONE), clock)
                                .sign(payload, Duration.ofHours(1))))
                .isEmpty();
    }

    @Test
    void refusesAnExpiredToken() {
        var token = tokens.sign(payload, Duration.ofHours(1));
        clock.moveOn(Duration.ofMinutes(59));
        assertThat(tokens.read(token)).isPresent();
        clock.moveOn(Duration.ofMinutes(2));
        assertThat(tokens.read(token)).isEmpty();
    }

    @Test
    void remembersAValidTokenUntilItExpires() {
        // Of whole seconds, so that a token may live up to one second less.
        var token = tokens.sign(payload, LIFETIME);
        assertThat(tokens.read(token)).isPresent();
        assertThat(tokens.read(token)).isPresent();
        assertThat(tokens.remembered()).isEqualTo(1);
        clock.moveOn(LIFETIME);
        assertThat(tokens.read(token)).isEmpty();
        await().untilAsserted(() -> assertThat(tokens.remembered()).isZero());
    }

    @Test
    void remembersNoTokenThatIsNotValid() {
        var token = tokens.sign(payload, Duration.ofHours(1));
        tokens.read(token + "x");
        tokens.read(token.substring(0, token.length() - 1));
        clock.moveOn(Duration.ofHours(1));
        tokens.read(token);
        assertThat(tokens.remembered()).isZero();
    }

    @Test
    void recognisesARememberedTokenByItsWholeTextOnly() {
        var token = tokens.sign(payload, Duration.ofHours(1));
        assertThat(tokens.read(token)).isPresent();
        for (var other : List.of(
                token.substring(0, token.length() - 1),
                token + "A",
                token.toUpperCase(Locale.ROOT),
                token.substring(0, token.lastIndexOf('.') + 1))) {
            assertThat(tokens.read(other)).isEmpty();
        }
    }

    @Test
    void remembersABoundedNumberOfTokens() {
        for (var person = 0; person < 10_500; person++) {
            assertThat(
                    tokens.read(
                            tokens.sign(
                                    new Payload("respondent", Integer.toString(person), Map.of()),
                                    Duration.ofHours(1))))
                    .isPresent();
        }
        assertThat(tokens.remembered()).isLessThanOrEqualTo(10_000);
    }

    @Test
    void tellsTheAudience() {
        assertThat(tokens.read(tokens.sign(payload, Duration.ofHours(1))).map(Payload::audience)).contains("staff");
    }

    @Test
    void refusesAChangedUnsignedOrForeignToken() {
        var token = tokens.sign(payload, Duration.ofHours(1));
        var parts = token.split("\\.");
        var forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                                .replace("4711", "4712")
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(tokens.read(parts[0] + "." + forged + "." + parts[2])).isEmpty();
        assertThat(tokens.read(UNSIGNED + "." + parts[1] + ".")).isEmpty();
        assertThat(new Tokens(Secrets.keys(Secrets.OTHER), clock).read(token)).isEmpty();
        assertThat(tokens.read("nonsense")).isEmpty();
    }
}
