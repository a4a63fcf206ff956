package io.github.certpulse.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.RawConnection;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What other sites' pages and our own sandboxed page may request from localhost and from a public address.
@Fast
class ForeignOriginFilterTest {
    private static final String DEFINITION = "/api/v1/questionnaires/teacher-2020/1";
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(/(?:static|script|webjars)/[^\"]+)\"");
    private final TestService service = TestService.shared();
    private final Visitor office = service.office();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final String code = province.school("甲校").teacherCode();

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "127.0.0.1:8080", "1x.example.cn"})
    void allowsASandboxedPageToLoadStylesAndScripts(String host) {
        var loaded = Stream
                .of("/password", "/office/questionnaires/trial", "/office/questionnaires/teacher-2020/1", "/s/" + code)
                .flatMap(page -> LOADED.matcher(office.get(page).expect(200).text()).results())
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(loaded).contains("/static/page.css", "/script/trial.js")
                .anyMatch(address -> address.startsWith("/webjars/"));
        for (var address : loaded) {
            for (var origin : new String[]{"null", "https://evil.example"}) {
                assertThat(answerTo("GET", address, host, origin)).as(address).startsWith("HTTP/1.1 200");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
            "localhost:8080, null, 403", "localhost:8080, https://evil.example, 403", "localhost, null, 403",
            "127.0.0.1:8080, null, 403", "127.0.0.1:8080, https://evil.example, 403",
            "127.0.0.1:8080, http://127.0.0.1.evil.example, 403", "localhost:8080, http://localhost:8080, 200",
            "127.0.0.1:8080, http://127.0.0.1:8080, 200", "1x.example.cn, https://1x.example.cn, 200"})
    void refusesRequestsOfForeignPagesToLocalhost(String host, String origin, int status) {
        for (var address : new String[]{DEFINITION, "/api/v1/audit?size=1", "/office", "/s/" + code,
                "/openapi/certpulse.yml"}) {
            assertThat(answerTo("GET", address, host, origin)).as(address).startsWith("HTTP/1.1 " + status);
        }
        assertThat(answerTo("POST", "/api/v1/web/sessions", host, origin))
                .startsWith("HTTP/1.1 " + (status == 200 ? 201 : 403));
        assertThat(answerTo("POST", "/static/page.css", host, origin).startsWith("HTTP/1.1 403"))
                .isEqualTo(status == 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "https://evil.example"})
    void sendsNoHeadersThatAllowOtherSitesToRead(String origin) {
        assertThat(answerTo("GET", DEFINITION, "1x.example.cn", origin))
                .startsWith("HTTP/1.1 200")
                .doesNotContainIgnoringCase("access-control-allow");
        assertThat(answerTo("GET", "/static/page.css", "localhost:8080", origin))
                .doesNotContainIgnoringCase("access-control-allow");
    }

    /// The head of the answer to a request of the office.
    private String answerTo(String method, String address, String host, String origin) {
        try (var connection = RawConnection.to(service.url())) {
            return connection.head(
                    method + " " + address + " HTTP/1.1",
                    "Host: " + host,
                    "Origin: " + origin,
                    "Authorization: Bearer " + office.token(),
                    "Content-Length: 0").answer();
        }
    }
}
