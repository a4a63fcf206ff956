package io.github.certpulse.respondent;

import jakarta.inject.Singleton;

/// Stands in until the real one is there.
@Singleton
public class RespondentTokens {

    public AccessToken issueForWechat(String openid) {
        return new AccessToken("token-of-" + openid.hashCode(), "Bearer", 3600);
    }
}
