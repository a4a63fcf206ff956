package io.github.certpulse.respondentpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class PageControllerTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");
    private final TestService service = TestService.shared();
    private final String code =
            Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120").school("甲校").teacherCode();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/s/{code}"})
    void showsAPageThatLoadsOnlyItsOwnFiles(String path) {
        var page = service.stranger().get(path.replace("{code}", code)).expect(200);
        assertThat(page.header("content-type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("content-security-policy")).contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.text()).doesNotContain("style=", "onclick=").doesNotContainPattern("<script>|<style>");
        var references = REFERENCE.matcher(page.text())
                .results()
                .map(found -> found.group(1))
                .filter(found -> !found.startsWith("/api/") && !found.startsWith("/language/"))
                .toList();
        assertThat(references).isNotEmpty().allSatisfy(reference -> service.stranger().get(reference).expect(200));
    }

    @Test
    void sendsTheRulesOfTheMiniProgramUnchangedExceptForComments() throws IOException {
        var address = REFERENCE.matcher(service.stranger().get("/s/" + code).text())
                .results()
                .map(found -> found.group(1))
                .filter(found -> found.startsWith("/script/"))
                .findFirst()
                .orElseThrow();
        var script = service.stranger().get(address).expect(200);
        assertThat(script.header("content-type")).startsWith("text/javascript");
        assertThat(script.header("cache-control")).contains("immutable");
        var rules = Files.readString(Path.of("src/miniprogram/rules/check.js"));
        assertThat(script.text()).contains(Script.withoutComments(rules))
                .contains("function checkAnswer(question, prefilled, sent, answers, report) {")
                .doesNotContain("service's own check", "/**", "eval(", "new Function");
    }

    @Test
    void allowsNoCachingOfTheScriptUnderTheVersionOfAnotherRelease() {
        for (var address : List.of("/script/answer.js?v=0123456789ab", "/script/answer.js")) {
            assertThat(service.stranger().get(address).expect(200).header("cache-control")).isEqualTo("no-cache");
        }
    }

    @Test
    void allowsTheWorkerOnlyForQuestionnairePages() {
        var address = REFERENCE.matcher(service.stranger().get("/s/" + code).text())
                .results()
                .map(found -> found.group(1))
                .filter(found -> found.startsWith("/script/"))
                .findFirst()
                .orElseThrow();
        var worker = service.stranger().get("/script/worker.js").expect(200);
        assertThat(worker.header("content-type")).startsWith("text/javascript");
        assertThat(worker.header("cache-control")).isEqualTo("no-cache");
        assertThat(worker.header("service-worker-allowed")).isEqualTo("/s/");
        assertThat(worker.text()).contains("'" + address + "'").doesNotContain("{version}");
        assertThat(service.stranger().get("/s/" + code).header("content-security-policy"))
                .contains("worker-src 'self'");
    }

    @Test
    void doesNotFindANameWithADot() {
        service.stranger().get("/s/verification.txt").expectProblem(404, "not-found");
    }

    @Test
    void servesTheVerificationFileThatWechatAsksFor() {
        var file = service.stranger().get("/s/WXverify_abc123.txt").expect(200);
        assertThat(file.text()).isEqualTo("abc=123");
        assertThat(file.header("content-type")).startsWith("text/plain");
        service.stranger().get("/s/WXverify_abc12.txt").expectProblem(404, "not-found");
    }
}
