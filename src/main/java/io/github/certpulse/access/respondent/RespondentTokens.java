package io.github.certpulse.access.respondent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.secret.Audience;
import io.github.certpulse.platform.secret.Hmac;
import io.github.certpulse.platform.secret.LastingKeys;
import io.github.certpulse.platform.secret.LastingKeys.Purpose;
import io.github.certpulse.platform.secret.Tokens;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Issues and reads the tokens of respondents. A token contains only the respondent's id and channel, and when the
/// service first saw the respondent; the id is a keyed hash, from which neither a WeChat user nor a browser can be
/// found.
@Singleton
public class RespondentTokens implements Audience {
    static final Duration LIFE = Duration.ofHours(2);
    private static final String AUDIENCE = "respondent";
    private static final String CHANNEL = "channel";
    private static final String SINCE = "since";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
    private static final int ID_BYTES = 16;
    /// As many bytes in Base64.
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Set<String> CHANNELS =
            Stream.of(Channel.values()).map(Channel::name).collect(Collectors.toUnmodifiableSet());
    private static final CompletionStage<Optional<Authentication>> NOBODY =
            CompletableFuture.completedFuture(Optional.empty());
    private final Tokens tokens;
    private final Hmac key;
    private final FirstSeen firstSeen;

    RespondentTokens(Tokens tokens, LastingKeys keys, FirstSeen firstSeen) {
        this.tokens = tokens;
        this.firstSeen = firstSeen;
        this.key = new Hmac(keys.get(Purpose.RESPONDENTS));
    }

    /// A token for a WeChat user. The openid is used only for the hash.
    ///
    /// @param seen what an earlier token came with, [AccessToken#seen]; blank if there was none
    AccessToken issueForWechat(String openid, String seen) {
        return issue(Channel.WECHAT, openid, seen);
    }

    /// A token for a browser, identified by the random id in its cookie.
    ///
    /// @param seen what an earlier token came with, [AccessToken#seen]; blank if there was none
    AccessToken issueForBrowser(String cookie, String seen) {
        return issue(Channel.WEB, cookie, seen);
    }

    private AccessToken issue(Channel channel, String identity, String seen) {
        var id = Arrays.copyOf(key.of((channel + ":" + identity).getBytes(UTF_8)), ID_BYTES);
        var subject = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        var since = firstSeen.read(subject, seen);
        var claims = Map.of(CHANNEL, channel.name(), SINCE, Long.toString(since.getEpochSecond()));
        return new AccessToken(
                tokens.sign(new Tokens.Payload(AUDIENCE, subject, claims), LIFE),
                "Bearer",
                LIFE.toSeconds(),
                firstSeen.sign(subject, since));
    }

    @Override
    public String name() {
        return AUDIENCE;
    }

    @Override
    public CompletionStage<Optional<Authentication>> personOf(Tokens.Payload token) {
        var channel = token.claims().getOrDefault(CHANNEL, "");
        var since = token.claims().get(SINCE);
        if (!CHANNELS.contains(channel) || !SUBJECT.matcher(token.subject()).matches()
                || since != null && !SECONDS.matcher(since).matches()) {
            return NOBODY;
        }
        var attributes = new HashMap<String, Object>();
        attributes.put(CHANNEL, channel);
        if (since != null) {
            attributes.put(SINCE, Instant.ofEpochSecond(Long.parseLong(since)));
        }
        return CompletableFuture.completedFuture(
                Optional.of(Authentication.build(token.subject(), List.of(Rights.RESPONDENT), attributes)));
    }
}
