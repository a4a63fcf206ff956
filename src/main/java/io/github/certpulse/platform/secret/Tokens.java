package io.github.certpulse.platform.secret;

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
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Signs and checks bearer tokens: JSON Web Tokens (RFC 7519) with HMAC-SHA256. They contain no personal data.
@Singleton
public class Tokens {
    private final MACSigner signer;
    private final List<MACVerifier> verifiers = new ArrayList<>();
    private final Clock clock;

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

    /// The token's content; empty where this service did not issue it for this audience, or it has expired.
    public Optional<Payload> read(String token, String audience) {
        try {
            var signed = SignedJWT.parse(token);
            var claims = signed.getJWTClaimsSet();
            var valid = signed.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)
                    && claims.getAudience().contains(audience)
                    && claims.getExpirationTime() != null
                    && clock.instant().isBefore(claims.getExpirationTime().toInstant())
                    && isOurs(signed);
            return valid ? Optional.of(new Payload(audience, claims.getSubject(), texts(claims))) : Optional.empty();
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

    private static Map<String, String> texts(JWTClaimsSet claims) {
        return claims.getClaims()
                .entrySet()
                .stream()
                .filter(claim -> claim.getValue() instanceof String)
                .collect(Collectors.toMap(Map.Entry::getKey, claim -> (String) claim.getValue()));
    }
}
