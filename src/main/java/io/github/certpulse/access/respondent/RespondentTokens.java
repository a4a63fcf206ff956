package io.github.certpulse.access.respondent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.secret.Keys;
import io.github.certpulse.platform.secret.LastingKeys;
import io.github.certpulse.platform.secret.LastingKeys.Purpose;
import io.github.certpulse.platform.secret.Tokens;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Issues and validates the tokens of respondents. A token contains only the respondent's id and channel; the id is a
/// keyed hash, from which neither a WeChat user nor a browser can be found.
@Singleton
public class RespondentTokens implements TokenValidator<HttpRequest<?>> {
    static final Duration LIFE = Duration.ofHours(2);
    private static final String AUDIENCE = "respondent";
    private static final String CHANNEL = "channel";
    private static final int ID_BYTES = 16;
    private final Tokens tokens;
    private final SecretKey key;

    RespondentTokens(Tokens tokens, LastingKeys keys) {
        this.tokens = tokens;
        this.key = keys.get(Purpose.RESPONDENTS);
    }

    /// A token for a WeChat user. The openid is used only for the hash.
    AccessToken issueForWechat(String openid) {
        return issue(Channel.WECHAT, openid);
    }

    /// A token for a browser, identified by the random id in its cookie.
    AccessToken issueForBrowser(String cookie) {
        return issue(Channel.WEB, cookie);
    }

    private AccessToken issue(Channel channel, String identity) {
        var id = Arrays.copyOf(Keys.hmac(key, (channel + ":" + identity).getBytes(UTF_8)), ID_BYTES);
        var subject = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        return new AccessToken(
                tokens.sign(new Tokens.Payload(AUDIENCE, subject, Map.of(CHANNEL, channel.name())), LIFE),
                "Bearer",
                LIFE.toSeconds());
    }

    @Override
    public Publisher<Authentication> validateToken(String token, HttpRequest<?> request) {
        return Mono.justOrEmpty(
                tokens.read(token, AUDIENCE)
                        .map(
                                content -> Authentication.build(
                                        content.subject(),
                                        List.of(Rights.RESPONDENT),
                                        Map.of(CHANNEL, content.claims().get(CHANNEL)))));
    }
}
