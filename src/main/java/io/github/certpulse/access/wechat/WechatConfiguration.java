package io.github.certpulse.access.wechat;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// The settings for WeChat. Without AppID or AppSecret WeChat is not configured. Blank values, which come from compose
/// files, count as absent.
///
/// @param appid        the mini program's AppID
/// @param secret       the mini program's AppSecret; never printed, not even by [#toString()]
/// @param api          base URL of a test double, without a path; absent for WeChat itself
/// @param page         the mini program's page that a WeChat code opens, without a leading slash
/// @param envVersion   the mini program's version: `release`, `trial` or `develop`
/// @param loginTimeout how long a login may wait for WeChat; the API promises an answer within 6 s
/// @param codeTimeout  how long a code's image may take, including the access token
@ConfigurationProperties("certpulse.wechat")
public record WechatConfiguration(
        Optional<String> appid,
        Optional<String> secret,
        Optional<String> api,
        @Bindable(defaultValue = "pages/entry/entry") String page,
        @Bindable(defaultValue = "release") String envVersion,
        @Bindable(defaultValue = "5500ms") Duration loginTimeout,
        @Bindable(defaultValue = "10s") Duration codeTimeout) {
    private static final Set<String> ENV_VERSIONS = Set.of("release", "trial", "develop");

    public WechatConfiguration {
        appid = present(appid);
        secret = present(secret);
        api = present(api).map(url -> url.replaceAll("/+$", ""));
        require(api.isEmpty() || api.get().matches("https?://\\S+"), "api must be an http or https URL");
        require(page.matches("[^/\\s]\\S*"), "page must not be blank nor begin with a slash");
        require(ENV_VERSIONS.contains(envVersion), "env-version must be one of " + ENV_VERSIONS);
        require(loginTimeout.isPositive() && codeTimeout.isPositive(), "timeouts must be positive");
    }

    @Override
    public String toString() {
        return "WechatConfiguration[configured=%s, api=%s, page=%s, envVersion=%s]"
                .formatted(appid.isPresent() && secret.isPresent(), api, page, envVersion);
    }

    private static Optional<String> present(Optional<String> value) {
        return value.map(String::strip).filter(text -> !text.isEmpty());
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException("certpulse.wechat: " + rule);
        }
    }
}
