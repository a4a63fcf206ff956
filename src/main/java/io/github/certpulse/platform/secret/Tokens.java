package io.github.certpulse.platform.secret;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Signs and checks bearer tokens: JSON Web Tokens (RFC 7519) with HMAC-SHA256. They contain no personal data.
///
/// A valid token is remembered until it expires, by its whole text, so that its signature is verified once; a token
/// that is not valid is not remembered.
@Singleton
public class Tokens {
    /// Some 10 MB.
    private static final int MAX_REMEMBERED = 10_000;
    private final MACSigner signer;
    private final List<MACVerifier> verifiers = new ArrayList<>();
    private final Clock clock;
    private final Cache<String, Valid> remembered;

    public Tokens(Keys keys, Clock clock) {
        try {
            this.signer = new MACSigner(keys.derive("tokens", "HmacSHA256"));
            for (var key : keys.deriveAll("tokens", "HmacSHA256")) {
                verifiers.add(new MACVerifier(key));
            }
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
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
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
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
        try {
            var signed = SignedJWT.parse(token);
            if (!signed.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256) || !isOurs(signed)) {
                return Optional.empty();
            }
            var valid = content(signed.getJWTClaimsSet()).filter(content -> content.remaining(clock).isPositive());
            valid.ifPresent(content -> remembered.put(token, content));
            return valid;
        } catch (ParseException | JOSEException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isOurs(SignedJWT signed) throws JOSEException {
        for (var verifier : verifiers) {
            if (signed.verify(verifier)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Valid> content(JWTClaimsSet claims) {
        return claims.getAudience().size() != 1 || claims.getSubject() == null || claims.getExpirationTime() == null
                ? Optional.empty()
                : Optional.of(
                        new Valid(
                                new Payload(claims.getAudience().getFirst(), claims.getSubject(), texts(claims)),
                                claims.getExpirationTime().toInstant()));
    }

    private static Map<String, String> texts(JWTClaimsSet claims) {
        return claims.getClaims()
                .entrySet()
                .stream()
                .filter(claim -> claim.getValue() instanceof String)
                .collect(Collectors.toMap(Map.Entry::getKey, claim -> (String) claim.getValue()));
    }
}
