package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.testing.Node;
import io.github.certpulse.testing.NodePackages;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The WeChat mini program: its JavaScript tests, and its pages and requests with the running service.
class MiniprogramTest {
    private static final Path TESTS = Path.of("src/test/js/miniprogram");
    private static final String CARE = "武汉职业技术学院,高职,武汉市,,,老年照护,中级,80";
    private static final String LOGISTICS = "武汉职业技术学院,高职,武汉市,,,物流管理,中级,120";

    @Test
    void passesItsTestsWithoutWeChat() {
        assertThat(Node.test(TESTS)).as("tests that passed").isGreaterThan(80);
    }

    @Test
    void rendersItsComponentsInWeChatsSimulator() {
        assertThat(Node.test(Path.of("src/test/js/components"), NodePackages.installed())).as("tests that passed")
                .isGreaterThan(10);
    }

    @Test
    void submitsATeachersSheetToTheServiceDespiteLostAnswers() {
        var service = TestService.shared();
        var province = Province.with(service, LOGISTICS, CARE);
        try (var proxy = new TestProxy(service.url().getPort())) {
            proxy.loseAnswerTo("PUT /api/v1/responses/");
            var output = outputOf(province, service, "http://127.0.0.1:" + proxy.port());

            assertThat(output.get("entry")).isEqualTo(
                    Sheets.json("{\"stage\":\"ready\",\"school\":\"武汉职业技术学院\",\"prefilled\":[\"q1\",\"q2\"]}"));
            assertThat(numbers(output, "cut")).as("stored without an answer, then repeated").containsExactly(0, 200);
            assertThat(output.get("sameText").getBooleanValue()).isTrue();
            assertThat(text(output, "receipt.receipt")).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
            assertThat(text(output, "closing")).isEqualTo("再次感谢您的参与！");
            assertThat(numbers(output, "withdrawal.statuses")).as("the token had ended").containsExactly(401, 204);
            assertThat(Reply.at(output, "withdrawal.withdrawn").getBooleanValue()).isTrue();
            assertThat(province.office().get(province.path() + "/contacts").expect(200).text())
                    .doesNotContain("13800138000");

            assertThat(output.get("answered")).isEqualTo(Sheets.json("[\"已提交\",\"\"]"));
            assertThat(text(output, "alreadyAnswered")).startsWith(words(Problem.ALREADY_ANSWERED))
                    .endsWith("感谢您的参与！");
            assertThat(output.get("refused")).isEqualTo(Sheets.json("""
                    {"status":422,"problem":"answers-invalid","settled":true,
                     "violations":[{"field":"q3","code":"unknown-option",\
                    "message":"第3题没有所选的选项，请重新选择"}]}"""));
            assertThat(text(output, "closed"))
                    .isEqualTo("答卷没有提交：%s。您的回答仍保存在本机。".formatted(words(Problem.CAMPAIGN_CLOSED)));
            assertThat(text(output, "closedEntry.text")).startsWith("调查已经结束");
            assertThat(output.get("unknown")).isEqualTo(
                    Sheets.json(
                            "{\"text\":\"%s\",\"action\":\"scan\",\"link\":\"\"}"
                                    .formatted(words(Problem.ENTRY_UNKNOWN))));
        }
    }

    private static JsonNode outputOf(Province province, TestService service, String url) {
        var arguments = new ArrayList<>(
                List.of(
                        url,
                        province.school("武汉职业技术学院").teacherCode(),
                        province.path(),
                        province.office().token()));
        IntStream.range(0, 10).forEach(_ -> arguments.add(service.wechat().codeFor("openid-of-a-teacher")));
        return Sheets.json(Node.run(TESTS.resolve("real-service.js"), arguments.toArray(String[]::new)));
    }

    private static String words(Problem problem) {
        return problem.title().in(Locale.CHINESE);
    }

    private static String text(JsonNode from, String path) {
        return Reply.at(from, path).getStringValue();
    }

    private static List<Integer> numbers(JsonNode from, String path) {
        return Reply.items(Reply.at(from, path)).stream().map(JsonNode::getIntValue).toList();
    }
}
