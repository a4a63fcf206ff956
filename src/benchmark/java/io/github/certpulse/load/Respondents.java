package io.github.certpulse.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.certpulse.platform.secret.DataConfiguration;
import io.github.certpulse.platform.secret.Keys;
import io.github.certpulse.platform.secret.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Invents respondents with valid tokens, which are signed here because asking the service for hundreds of thousands
/// would take minutes.
public final class Respondents {
    private static final int ID_BYTES = 16;
    private static final Duration LIFE = Duration.ofHours(1);
    private final Tokens tokens;

    /// @param secret the service's, in Base64
    public Respondents(String secret) {
        tokens = new Tokens(
                new Keys(new DataConfiguration("", Optional.of(secret), Optional.empty())),
                Clock.systemUTC());
    }

    /// A respondent and the id of the sheet that is sent.
    public record Respondent(byte[] id, byte[] token) {
        static final Respondent NOBODY = new Respondent(new byte[0], new byte[0]);
    }

    /// Different from all respondents before.
    public List<Respondent> invent(int number) {
        var people = new ArrayList<Respondent>(number);
        for (var i = 0; i < number; i++) {
            var subject = new byte[ID_BYTES];
            ThreadLocalRandom.current().nextBytes(subject);
            var payload = new Tokens.Payload(
                    "respondent",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(subject),
                    Map.of("channel", "WEB"));
            people.add(
                    new Respondent(
                            UUID.randomUUID().toString().getBytes(ISO_8859_1),
                            tokens.sign(payload, LIFE).getBytes(ISO_8859_1)));
        }
        return people;
    }
}
