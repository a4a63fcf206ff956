package io.github.certpulse.access.respondent;

import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.secret.Keys;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/// A teacher or student who answers, identified only by a keyed hash.
///
/// @param id        the hash in Base64, the same in every campaign
/// @param firstSeen when the service first saw the respondent, in whole seconds; empty if its token does not say so
public record Respondent(String id, Channel channel, Optional<Instant> firstSeen) {

    /// A respondent of whom nobody knows when it was first seen.
    public Respondent(String id, Channel channel) {
        this(id, channel, Optional.empty());
    }

    /// The respondent who sends a request; empty where it is not a respondent.
    public static Optional<Respondent> from(@Nullable Authentication authentication) {
        return Optional.ofNullable(authentication)
                .filter(signedIn -> signedIn.getRoles().contains(Rights.RESPONDENT))
                .map(
                        signedIn -> new Respondent(
                                signedIn.getName(),
                                Channel.valueOf(
                                        (String) Objects.requireNonNull(signedIn.getAttributes().get("channel"))),
                                Optional.ofNullable((Instant) signedIn.getAttributes().get("since"))));
    }

    /// The respondent's id within one campaign: 16 bytes, which identify nobody once the campaign's key is destroyed.
    public byte[] idWithin(Campaign campaign) {
        return within(campaign).id();
    }

    /// The respondent within one campaign. Nobody can compute it any more once the campaign's key is destroyed.
    public CampaignRespondent within(Campaign campaign) {
        return CampaignRespondent.from(
                Keys.hmac(
                        new SecretKeySpec(campaign.respondentKey(), "HmacSHA256"),
                        Base64.getUrlDecoder().decode(id)));
    }
}
