package io.github.certpulse.platform.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.certpulse.platform.json.Json;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signs and checks bearer tokens: JSON Web Tokens (RFC 7519) with HMAC-SHA256. They contain no personal data.
///
/// A valid token is remembered until it expires, by its whole text, so that its signature is verified once; a token
/// that is not valid is not remembered.
@Singleton
public class Tokens {
    /// Some 10 MB.
    private static final int MAX_REMEMBERED = 10_000;
    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.HS256);
    private static final String BEGINNING = HEADER.toBase64URL() + ".";
    /// The end of the year 9999.
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);
    private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();
    private final MACSigner signer;
    private final List<Hmac> keys;
    private final Clock clock;
    private final Cache<String, Valid> remembered;

    public Tokens(Keys keys, Clock clock) {
        try {
            this.signer = new MACSigner(keys.derive("tokens", "HmacSHA256"));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        this.keys = keys.deriveAll("tokens", "HmacSHA256").stream().map(Hmac::new).toList();
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
        var claims = new JWTClaimsSet.Builder()
                .audience(payload.audience())
                .subject(payload.subject())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)));
        payload.claims().forEach(claims::claim);
        var token = new SignedJWT(HEADER, claims.build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /// The token's content; empty where this service did not issue it, where it is not valid yet or not any more, and
    /// where its claims are not of the types that this service writes.
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

    /// A token consists of a header, the claims and a signature of both, in Base64 and joined by dots (RFC 7515). The
    /// header is always the same.
    private Optional<Valid> verified(String token) {
        var end = token.lastIndexOf('.');
        if (!token.startsWith(BEGINNING) || end < BEGINNING.length()) {
            return Optional.empty();
        }
        try {
            if (!isOurs(token.substring(0, end), BASE64.decode(token.substring(end + 1)))) {
                return Optional.empty();
            }
            var claims = Json.read(BASE64.decode(token.substring(BEGINNING.length(), end)));
            var valid = content(claims).filter(content -> content.remaining(clock).isPositive());
            valid.ifPresent(content -> remembered.put(token, content));
            return valid;
        } catch (IllegalArgumentException | IOException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isOurs(String signed, byte[] signature) {
        var bytes = signed.getBytes(ISO_8859_1);
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(key.of(bytes), signature));
    }

    /// The content, if the claims are as this service writes them and the token's time has begun (`nbf`, which other
    /// issuers with the same key may set).
    private Optional<Valid> content(JsonNode claims) {
        var audience = Json.at(claims, "aud");
        var subject = Json.at(claims, "sub");
        var hasBegun = Json.at(claims, "nbf").isNull()
                || time(claims, "nbf").filter(begin -> !begin.isAfter(clock.instant())).isPresent();
        return audience.isString() && subject.isString() && hasBegun
                ? time(claims, "exp").map(
                        end -> new Valid(
                                new Payload(audience.getStringValue(), subject.getStringValue(), texts(claims)),
                                end))
                : Optional.empty();
    }

    /// A time in seconds since 1970, with fractions left out (RFC 7519, section 2); empty where the claim is absent, no
    /// number, or beyond every calendar.
    private static Optional<Instant> time(JsonNode claims, String name) {
        var claim = Json.at(claims, name);
        return Optional.of(claim)
                .filter(JsonNode::isNumber)
                .map(JsonNode::getBigDecimalValue)
                .filter(seconds -> seconds.signum() >= 0 && seconds.compareTo(LAST_SECOND) <= 0)
                .map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
    }

    private static Map<String, String> texts(JsonNode claims) {
        var texts = new HashMap<String, String>();
        claims.entries().forEach(claim -> {
            if (claim.getValue().isString()) {
                texts.put(claim.getKey(), claim.getValue().getStringValue());
            }
        });
        return texts;
    }
}
