package io.github.certpulse.access.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.certpulse.testing.TestServers;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.context.env.PropertySource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WechatConfigurationTest {

    @Test
    void isNotConfiguredByDefault() {
        assertThat(read(Map.of())).isEqualTo(
                new WechatConfiguration(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "pages/entry/entry",
                        "release",
                        Duration.ofMillis(5500),
                        Duration.ofSeconds(10)));
    }

    @Test
    void readsTheEnvironment() {
        var settings = read(
                Map.of(
                        "CERTPULSE_WECHAT_APPID",
                        "wx1",
                        "CERTPULSE_WECHAT_SECRET",
                        "s",
                        "CERTPULSE_WECHAT_API",
                        "http://localhost:8/",
                        "CERTPULSE_WECHAT_PAGE",
                        "pages/a/a",
                        "CERTPULSE_WECHAT_ENV_VERSION",
                        "trial",
                        "CERTPULSE_WECHAT_LOGIN_TIMEOUT",
                        "2s",
                        "CERTPULSE_WECHAT_CODE_TIMEOUT",
                        "3s"));
        assertThat(settings).isEqualTo(
                new WechatConfiguration(
                        Optional.of("wx1"),
                        Optional.of("s"),
                        Optional.of("http://localhost:8"),
                        "pages/a/a",
                        "trial",
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3)));
    }

    @Test
    void treatsBlankAsAbsent() {
        var settings =
                read(Map.of("CERTPULSE_WECHAT_APPID", "", "CERTPULSE_WECHAT_SECRET", " ", "CERTPULSE_WECHAT_API", ""));
        assertThat(settings.appid()).isEmpty();
        assertThat(settings.secret()).isEmpty();
        assertThat(settings.api()).isEmpty();
    }

    @Test
    void refusesInvalidValues() {
        assertThatIllegalArgumentException().isThrownBy(() -> with("localhost:8080", "pages/a/a", "release", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> with("http://localhost", "/pages/a/a", "release", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> with("http://localhost", "pages/a/a", "beta", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> with("http://localhost", "pages/a/a", "release", 0));
    }

    private static WechatConfiguration with(String api, String page, String envVersion, int seconds) {
        return new WechatConfiguration(
                Optional.empty(),
                Optional.empty(),
                Optional.of(api),
                page,
                envVersion,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(seconds));
    }

    private static WechatConfiguration read(Map<String, Object> environment) {
        var source = PropertySource.of(
                "env-of-the-test",
                environment,
                PropertyConvention.ENVIRONMENT_VARIABLE,
                PropertySource.Origin.of("environment"));
        var servers = TestServers.settings(
                TestServers.shared().databasePort(),
                TestServers.shared().newDatabase(),
                TestServers.shared().redisPort());
        try (
                var context = ApplicationContext.builder()
                        .deduceEnvironment(false)
                        .properties(servers)
                        .propertySources(source)
                        .start()) {
            return context.getBean(WechatConfiguration.class);
        }
    }
}
