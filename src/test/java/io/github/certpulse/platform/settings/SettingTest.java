package io.github.certpulse.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Fast
class SettingTest {

    @ParameterizedTest
    @CsvSource({"PORT, abc", "PORT, 65536", "PORT, -1", "PUBLIC_URL, ftp://a", "PUBLIC_URL, https://a/?q=1",
            "PUBLIC_URL, nonsense", "OFFICE_PASSWORD, short", "OFFICE_PASSWORD_RESET, two words",
            "DATABASE_URL, jdbc:postgresql://a/b", "REDIS_URI, http://a", "SECRET, dG9vIHNob3J0", "SECRET, ***",
            "SECRET_PREVIOUS, dG9vIHNob3J0", "WECHAT_API, api.weixin.qq.com",
            "WECHAT_VERIFICATION, abc123", "WECHAT_VERIFICATION, ../x.txt=abc", "WECHAT_VERIFICATION, WXverify.txt=",
            "RATE_LIMITS, false", "RETENTION_DAYS, 1096", "RETENTION_DAYS, -1", "AUDIT_APPEND_ONLY, yes",
            "SAMPLE, henan", "SAMPLE, 'hubei,none'", "SAMPLE, 'hubei,hubei-empty'",
            "SAMPLE, -empty", "LOG_FORMAT, xml"})
    void namesTheVariableOfAnInvalidValue(Setting setting, String value) {
        assertThat(Setting.violations(Map.of(setting.variable(), value))).singleElement()
                .asString()
                .startsWith(setting.variable() + " must be ");
    }

    @ParameterizedTest
    @CsvSource({"PORT, 0", "PORT, 65535", "PUBLIC_URL, https://survey.example.cn/1x", "OFFICE_PASSWORD, long enough",
            "OFFICE_PASSWORD_RESET, 2026-11-26", "DATA_DIR, /var/lib/certpulse",
            "DATABASE_URL, jdbc:mysql://db:3306/certpulse", "DATABASE_USER, certpulse",
            "REDIS_URI, rediss://:pw@cache:6379/1", "REDIS_URI, 'redis-sentinel://a:1,b:2#m'",
            "REDIS_URI, 'redis-cluster://user:pw@a:1,b:2'", "REDIS_URI, 'rediss-cluster://a:1,b:2'",
            "WECHAT_API, http://127.0.0.1:9", "WECHAT_VERIFICATION, WXverify_abc123.txt=abc123", "RATE_LIMITS, off",
            "RETENTION_DAYS, 0", "RETENTION_DAYS, 1095", "AUDIT_APPEND_ONLY, required",
            "SAMPLE, 'hubei,anhui'", "SAMPLE, 'anhui-empty,hubei'", "SAMPLE, none", "LOG_FORMAT, json", "PORT, ''"})
    void acceptsValidValues(Setting setting, String value) {
        assertThat(Setting.violations(Map.of(setting.variable(), value))).isEmpty();
    }

    @Test
    void reportsEveryViolationButShowsNoSecret() {
        var violations = Setting.violations(
                Map.of(
                        "CERTPULSE_PORT",
                        "x",
                        "CERTPULSE_OFFICE_PASSWORD",
                        "secret1",
                        "CERTPULSE_DATABASE_URL",
                        "jdbc:secret2",
                        "CERTPULSE_WECHAT_APPID",
                        "wx1234567890",
                        "CERTPULSE_PROT",
                        "8080"));
        assertThat(violations).hasSize(5)
                .noneMatch(violation -> violation.contains("secret1") || violation.contains("secret2"))
                .anyMatch(violation -> violation.contains("CERTPULSE_PROT") && violation.contains("misspelt"))
                .anyMatch(violation -> violation.contains("CERTPULSE_WECHAT_SECRET"));
    }
}
