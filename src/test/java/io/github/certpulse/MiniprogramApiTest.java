package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.certpulse.platform.body.BodyLimit;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.survey.sheet.SheetCheck;
import io.github.certpulse.testing.Node;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// `miniprogram-api.md` is correct: its example runs, and its tables agree with the service.
class MiniprogramApiTest {
    private static final Path STORY = Path.of("src/test/resources/miniprogram/teacher.mjs");
    private final String document = Files.readString(Path.of("miniprogram-api.md"));

    MiniprogramApiTest() throws IOException {}

    @Test
    void itsExampleLeadsATeacherFromTheScannedCodeToTheReceipt() throws IOException {
        var service = TestService.shared();
        var province = Province.with(
                service,
                "武汉职业技术学院,高职,武汉市,,,物流管理,中级,120",
                "武汉职业技术学院,高职,武汉市,,,老年照护,中级,80");
        var school = province.school("武汉职业技术学院");
        var code = school.teacherCode();
        var output = Sheets.json(
                Node.run(
                        STORY,
                        example().toString(),
                        service.url().toString(),
                        code,
                        service.wechat().codeFor("openid-of-a-reader"),
                        service.wechat().codeFor("openid-of-a-reader")));

        assertThat(output.get("parsed"))
                .isEqualTo(Sheets.json("[\"%1$s\",\"%1$s\",\"%1$s\",\"%1$s\",null,null,null]".formatted(code)));
        assertThat(texts(output.get("asked"))).doesNotContain("q8", "q9").hasSize(19);
        assertThat(number(output, "missing")).isZero();

        assertThat(number(output, "refused.status")).isEqualTo(422);
        assertThat(text(output, "refused.problem")).isEqualTo("answers-invalid");
        assertThat(text(output, "refused.violations.0.field")).isEqualTo("contact.phone");
        assertThat(output.get("kept").getBooleanValue()).as("the draft is kept after a refusal").isTrue();

        assertThat(texts(output.get("puts"))).as("refused, token ended, answer lost, repeated, repeated")
                .containsExactly("422", "401", "201", "200", "200");
        assertThat(output.get("sameText").getBooleanValue()).isTrue();
        assertThat(text(output, "receipt.receipt")).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
        assertThat(output.get("again")).isEqualTo(output.get("receipt"));
        assertThat(number(output, "left")).as("the draft is deleted once the sheet is stored").isZero();
        assertThat(texts(output.get("answered"))).containsExactly("true", "false");
        assertThat(number(output, "withdrawn")).isEqualTo(204);
        assertThat(number(output, "withdrawnAgain")).isEqualTo(404);
        assertThat(text(output, "unknown.problem")).isEqualTo("entry-unknown");
        assertThat(text(output, "unknown.message")).isEqualTo(Problem.ENTRY_UNKNOWN.title().in(Locale.CHINESE));
        assertThat(province.office().get(province.path() + "/contacts").expect(200).text())
                .doesNotContain("13800138000");
    }

    @Test
    void listsEveryProblemOfARespondentWithItsStatusAndWords() {
        for (var problem : EnumSet.range(Problem.MALFORMED, Problem.ANSWERS_INVALID)) {
            assertThat(document).contains(
                    "\n| %d | `%s` | %s | "
                            .formatted(problem.status(), problem.code(), problem.title().in(Locale.CHINESE)));
        }
    }

    @Test
    void listsEveryViolationOfTheSharedCases() throws IOException {
        var codes = new TreeSet<String>();
        for (var name : List.of("teacher-2020", "student-2020", "contact", "conditions")) {
            var cases =
                    Sheets.json(Files.readString(Path.of("src/test/resources/cases/" + name + ".json"))).get("cases");
            for (var each : cases.values()) {
                if (each.get("violations") != null) {
                    each.get("violations")
                            .values()
                            .forEach(violation -> codes.add(violation.get("code").getStringValue()));
                }
            }
        }
        assertThat(codes).hasSize(11).allSatisfy(code -> assertThat(document).contains("\n| `" + code + "` | "));
    }

    @Test
    void containsValidJson() {
        var examples = blocks("json");
        assertThat(examples).hasSizeGreaterThan(5)
                .allSatisfy(
                        example -> assertThatCode(() -> Json.read(example.getBytes(StandardCharsets.UTF_8))).as(example)
                                .doesNotThrowAnyException());
    }

    @Test
    void listsTheLimitsOfTheService() {
        assertThat(BodyLimit.FORM.bytes()).isEqualTo(64 * 1024);
        assertThat(BodyLimit.SHEETS.bytes()).isEqualTo(512 * 1024);
        assertThat(List.of(SheetCheck.MAX_OTHER_TEXT_LENGTH, SheetCheck.MAX_NAME_LENGTH)).containsExactly(200, 50);
        assertThat(List.of(Limit.SUBMISSION.permits(), Limit.WEB_SESSION.permits(), Limit.WECHAT_LOGIN.permits()))
                .containsExactly(120, 3000, 3000);
        assertThat(
                List.of(
                        Limit.SUBMISSION.refill().toMillis(),
                        Limit.WEB_SESSION.refill().toMillis(),
                        Limit.WECHAT_LOGIN.refill().toMillis()))
                .containsExactly(1000L, 20L, 20L);
    }

    /// The document's JavaScript as one module.
    private Path example() throws IOException {
        var directory = Files.createDirectories(Path.of("target/miniprogram-api"));
        return Files.writeString(directory.resolve("example.cjs"), String.join("\n", blocks("js"))).toAbsolutePath();
    }

    private List<String> blocks(String language) {
        var blocks = new ArrayList<String>();
        var block = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(document);
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    private static String text(JsonNode from, String path) {
        return Reply.at(from, path).getStringValue();
    }

    private static int number(JsonNode from, String path) {
        return Reply.at(from, path).getIntValue();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.values().spliterator(), false).map(JsonNode::coerceStringValue).toList();
    }
}
