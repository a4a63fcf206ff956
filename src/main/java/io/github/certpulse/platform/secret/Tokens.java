package io.github.certpulse.platform.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.certpulse.platform.json.Json;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signs and checks bearer tokens: JSON Web Tokens (RFC 7519) with HMAC-SHA256 (RFC 7515). They contain no personal
/// data.
///
/// All tokens have the same header, so a token with another one is not ours, and what a token says about its algorithm
/// is never followed. A valid token is remembered until it expires, by its whole text, so that its signature is
/// verified once; a token that is not valid is not remembered.
@Singleton
public class Tokens {
    private static final String HEADER = encoded("{\"alg\":\"HS256\"}".getBytes(UTF_8));
    /// Some 10 MB.
    private static final int MAX_REMEMBERED = 10_000;
    /// The longest that this service issues has 250 characters.
    private static final int MAX_LENGTH = 1_000;
    private final List<Hmac> signatures;
    private final Clock clock;
    private final Cache<String, Valid> remembered;

    public Tokens(Keys keys, Clock clock) {
        this.signatures = keys.deriveAll("tokens", "HmacSHA256").stream().map(Hmac::new).toList();
        this.clock = clock;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfter(Expiry.<String, Valid>creating((_, valid) -> valid.remaining(clock)))
                .executor(Runnable::run)
                .build();
    }

    /// The content of a token.
    ///
    /// @param audience the kind of person that it is for
    /// @param subject  the person's id
    /// @param claims   further claims, as text
    public record Payload(String audience, String subject, Map<String, String> claims) {

        public Payload {
            claims = Map.copyOf(claims);
        }
    }

    private record Valid(Payload payload, Instant end) {
        private Duration remaining(Clock clock) {
            return Duration.between(clock.instant(), end);
        }
    }

    /// A token that is valid for this time.
    public String sign(Payload payload, Duration life) {
        var now = clock.instant();
        var claims = new LinkedHashMap<String, JsonNode>();
        payload.claims().forEach((name, value) -> claims.put(name, JsonNode.createStringNode(value)));
        claims.put("aud", JsonNode.createStringNode(payload.audience()));
        claims.put("sub", JsonNode.createStringNode(payload.subject()));
        claims.put("iat", JsonNode.createNumberNode(now.getEpochSecond()));
        claims.put("exp", JsonNode.createNumberNode(now.plus(life).getEpochSecond()));
        var signed = HEADER + "." + encoded(Json.canonical(JsonNode.createObjectNode(claims)));
        return signed + "." + signature(signatures.getFirst(), signed);
    }

    /// The token's content; empty where this service did not issue it, or it has expired.
    public Optional<Payload> read(String token) {
        return Optional.ofNullable(remembered.getIfPresent(token))
                .or(() -> verified(token))
                .filter(valid -> valid.remaining(clock).isPositive())
                .map(Valid::payload);
    }

    /// How many valid tokens are remembered, without those that have expired.
    long remembered() {
        remembered.cleanUp();
        return remembered.estimatedSize();
    }

    private Optional<Valid> verified(String token) {
        var end = token.lastIndexOf('.');
        if (token.length() > MAX_LENGTH || end <= HEADER.length() || !token.startsWith(HEADER + ".")) {
            return Optional.empty();
        }
        var signed = token.substring(0, end);
        if (!isOurs(signed, token.substring(end + 1))) {
            return Optional.empty();
        }
        var content = content(signed.substring(HEADER.length() + 1))
                .filter(valid -> valid.remaining(clock).isPositive());
        content.ifPresent(valid -> remembered.put(token, valid));
        return content;
    }

    private boolean isOurs(String signed, String signature) {
        for (var key : signatures) {
            if (MessageDigest.isEqual(signature(key, signed).getBytes(UTF_8), signature.getBytes(UTF_8))) {
                return true;
            }
        }
        return false;
    }

    /// The content of a payload that one of our keys has signed.
    private static Optional<Valid> content(String payload) {
        try {
            var claims = Json.read(Base64.getUrlDecoder().decode(payload));
            var texts = new HashMap<String, String>();
            claims.entries().forEach(claim -> {
                if (claim.getValue().isString()) {
                    texts.put(claim.getKey(), claim.getValue().getStringValue());
                }
            });
            var end = number(claims.get("exp"));
            return texts.containsKey("aud") && texts.containsKey("sub") && end.isPresent()
                    ? Optional.of(
                            new Valid(
                                    new Payload(texts.get("aud"), texts.get("sub"), texts),
                                    Instant.ofEpochSecond(end.get())))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(@Nullable JsonNode value) {
        return Optional.ofNullable(value).filter(JsonNode::isNumber).map(JsonNode::getLongValue);
    }

    private static String signature(Hmac key, String signed) {
        return encoded(key.of(signed.getBytes(UTF_8)));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
