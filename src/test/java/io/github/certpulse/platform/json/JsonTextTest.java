package io.github.certpulse.platform.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.testing.Fast;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class JsonTextTest {
    private static final List<String> VALUES = List.of(
            "7",
            "-1.50e3",
            "1e99999999999",
            "9".repeat(2_000),
            "true",
            "false",
            "null",
            "\"\"",
            "\"a, \\\"b\\\" ] }\"",
            "\"武汉\\ud83d\\ude00😀\"",
            "[]",
            "[ 1, [2] ]",
            "{}",
            "{ \"a\" : {\"b\":[\"}\"]}, \"a\": 1 }",
            "[".repeat(500) + "]".repeat(500));

    @Test
    void givesEveryMemberAsItIsWritten() throws IOException {
        for (var value : VALUES) {
            for (var after : List.of("", " ", ",\"z\":0", " , \"z\" :0")) {
                var members = JsonText.members(bytes(" {\"名\\u0061\" : " + value + after + "} "));
                assertThat(members.getFirst().name()).isEqualTo("名a");
                assertThat(text(members.getFirst().text())).isEqualTo("\"名\\u0061\" : " + value);
                assertThat(text(members.getFirst().value())).isEqualTo(value);
                assertThat(members).hasSize(after.isBlank() ? 1 : 2);
            }
        }
    }

    @Test
    void givesEveryItemAsItIsWritten() throws IOException {
        assertThat(JsonText.items(bytes("[" + String.join(" , ", VALUES) + "]"))).extracting(JsonTextTest::text)
                .containsExactlyElementsOf(VALUES);
        assertThat(JsonText.items(bytes("\ufeff[1,2]"))).extracting(JsonTextTest::text).containsExactly("1", "2");
        assertThat(JsonText.items(bytes(" [ ] "))).isEmpty();
    }

    @Test
    void putsMembersTogetherAgain() throws IOException {
        var members = JsonText.members(bytes("{ \"a\" : 1.0 , \"b\":[ 2 ],\"a\":{}}"));
        assertThat(text(JsonText.object(members))).isEqualTo("{\"a\" : 1.0,\"b\":[ 2 ],\"a\":{}}");
        assertThat(text(JsonText.object(List.of()))).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":01}",
                    "{\"a\":1} 2", "{\"a\":tru}", "{\"a\":[1}", "{\"a\":\"\u0001\"}", "null", "7", "[]",
                    "{\"a\":\"\\x\"}"})
    void refusesWhatIsNoObject(String text) {
        assertThatThrownBy(() -> JsonText.members(bytes(text))).isInstanceOf(IOException.class);
    }

    @Test
    void refusesValuesThatNestTooDeepAndOtherEncodings() {
        var deep = "[".repeat(JsonText.MAX_DEPTH) + "]".repeat(JsonText.MAX_DEPTH);
        assertThatThrownBy(() -> JsonText.members(bytes("{\"a\":" + deep + "}"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JsonText.members("{\"a\":1}".getBytes(UTF_16BE))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JsonText.members(new byte[]{'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isInstanceOf(IOException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
