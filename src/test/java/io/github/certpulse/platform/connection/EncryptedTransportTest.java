package io.github.certpulse.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.RawConnection;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A service whose public address is https: browsers must never use another way, and every cookie says so.
class EncryptedTransportTest {

    @Test
    void tellsBrowsersToUseNothingButHttps() {
        var servers = TestServers.shared();
        var settings = Map.<String, Object>of("certpulse.public-url", "https://1x.example.cn");
        try (var service = TestService.start(servers.databasePort(), servers.redisPort(), settings)) {
            var browser = service.stranger();
            var password = TestService.OFFICE_PASSWORD.replace(" ", "+").replace("'", "%27");
            var replies = List.of(
                    browser.get("/"),
                    browser.get("/language/en"),
                    browser.post("/api/v1/web/sessions", ""),
                    browser.submit("/", "username=office&password=" + password),
                    browser.get("/nowhere"),
                    browser.get("/static/page.css"));
            for (var reply : replies) {
                assertThat(reply.headers().allValues("strict-transport-security")).containsExactly("max-age=31536000");
            }
            var cookies = replies.stream().flatMap(reply -> reply.headers().allValues("set-cookie").stream()).toList();
            assertThat(cookies.stream().map(cookie -> cookie.substring(0, cookie.indexOf('='))))
                    .containsExactlyInAnyOrder(
                            "certpulse_language",
                            "certpulse_respondent",
                            "certpulse_seen",
                            "certpulse_session",
                            "certpulse_device");
            assertThat(cookies).allMatch(cookie -> cookie.contains("Secure") && cookie.contains("HTTPOnly"));
            try (var connection = RawConnection.to(service.url())) {
                assertThat(connection.send("nonsense\r\n\r\n").answer())
                        .containsIgnoringCase("strict-transport-security: max-age=31536000");
            }
        }
    }
}
