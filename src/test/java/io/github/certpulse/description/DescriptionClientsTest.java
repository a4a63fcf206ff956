package io.github.certpulse.description;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Node;
import io.github.certpulse.testing.NodePackages;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.TestService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs that people use for the description of an interface can read it: linters, a generator of clients, and
/// Swagger UI.
class DescriptionClientsTest {
    private final TestService service = TestService.shared();

    @Test
    void lintersReportNoErrorAndAGeneratedClientCompiles(@TempDir Path folder) throws IOException {
        var packages = NodePackages.installed();
        var file = folder.resolve("certpulse.yml");
        Files.write(file, service.stranger().get("/openapi/certpulse.yml").expect(200).body());
        assertThat(Node.test(Path.of("src/test/js/description"), packages, Map.of("DESCRIPTION", file.toString())))
                .isEqualTo(3);
    }

    @Test
    void aPageShowsEveryCallUnderAStrictPolicy() {
        try (var phone = Phone.desktop()) {
            var refused = new ArrayList<String>();
            phone.page().onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")) {
                    refused.add(message.text());
                }
            });
            var answer = phone.page().navigate(service.url().resolve("/openapi/").toString());
            assertThat(answer.headers().get("content-security-policy")).contains("default-src 'none'")
                    .doesNotContain("unsafe", "*");
            phone.page().waitForSelector(".opblock");
            phone.page().locator("#operations-Respondents-putResponsesById").click();
            phone.page().waitForSelector("text=response-id-reused");
            assertThat(phone.page().locator(".opblock").count()).isGreaterThan(60);
            assertThat(refused).isEmpty();
        }
    }

    @Test
    void thePageIsInChineseAndOnRequestInEnglish() {
        assertThat(service.stranger().get("/openapi").expect(200).text()).contains("lang=\"zh-CN\"", "接口说明");
        assertThat(service.stranger().get("/openapi/", "Accept-Language", "en").expect(200).text())
                .contains("lang=\"en\"", "describes the interface");
        for (var file : new String[]{"swagger-ui.css", "swagger-ui-bundle.js"}) {
            service.stranger().get("/webjars/swagger-ui/5.34.1/" + file).expect(200);
        }
    }
}
