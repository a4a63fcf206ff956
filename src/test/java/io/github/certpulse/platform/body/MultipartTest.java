package io.github.certpulse.platform.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Forms with files that are no proper forms (RFC 7578, RFC 2046) are refused with words, at every route of a file.
@Fast
class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=x";
    private static final String FILE = "Content-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n";
    private static final String CSV = """
            school,level,city,route,address,certificate,certificateLevel,registeredStudents
            甲校,高职,武汉市,,,物流管理,中级,120
            """;
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");

    static Stream<Arguments> malformed() {
        return Stream.of(
                odd("base64", TYPE, part(FILE + "Content-Transfer-Encoding: base64\r\n")),
                odd("quoted-printable", TYPE, part(FILE + "Content-Transfer-Encoding: quoted-printable\r\n")),
                odd("an unknown encoding", TYPE, part(FILE + "Content-Transfer-Encoding: cow\r\n")),
                odd("an empty encoding", TYPE, part(FILE + "Content-Transfer-Encoding:\r\n")),
                odd("an unknown charset", TYPE, part(FILE + "Content-Type: text/csv; charset=cow\r\n")),
                odd("an illegal charset", TYPE, part(FILE + "Content-Type: text/csv; charset=\"a b?\"\r\n")),
                odd("an empty charset", TYPE, part(FILE + "Content-Type: text/csv; charset=\r\n")),
                odd("an unknown charset of the form", TYPE + "; charset=cow", part(FILE)),
                odd(
                        "a name in an unknown charset",
                        TYPE,
                        part(disposition("form-data; name=\"file\"; filename*=cow''r"))),
                odd(
                        "a name with broken percents",
                        TYPE,
                        part(disposition("form-data; name=\"file\"; filename*=UTF-8''%zz"))),
                odd("a name without its charset", TYPE, part(disposition("form-data; name=\"file\"; filename*=r.csv"))),
                odd(
                        "an unknown charset of another part",
                        TYPE,
                        part(
                                disposition("form-data; name=\"other\"")
                                        + "Content-Type: text/plain; charset=cow\r\n")),
                odd("no boundary", "multipart/form-data", part(FILE)),
                odd("an empty boundary", "multipart/form-data; boundary=", part(FILE)),
                odd("an empty quoted boundary", "multipart/form-data; boundary=\"\"", part(FILE)),
                odd("a boundary of blanks", "multipart/form-data; boundary=\"  \"", part(FILE)),
                odd(
                        "a long boundary",
                        "multipart/form-data; boundary=" + "b".repeat(71),
                        part(FILE).replace("--x", "--" + "b".repeat(71))),
                odd("a very long boundary", "multipart/form-data; boundary=" + "b".repeat(4000), part(FILE)),
                odd(
                        "an illegal boundary",
                        "multipart/form-data; boundary=\"a<>b\"",
                        part(FILE).replace("--x", "--a<>b")),
                odd("another boundary", "multipart/form-data; boundary=y", part(FILE)),
                odd("no part", TYPE, "--x--\r\n"),
                odd("nothing", TYPE, ""),
                odd("no form", TYPE, "{}"),
                odd(
                        "another part only",
                        TYPE,
                        part("Content-Disposition: form-data; name=\"f\"; filename=\"r.csv\"\r\n")),
                odd("a text instead of a file", TYPE, part("Content-Disposition: form-data; name=\"file\"\r\n")),
                odd("the file twice", TYPE, part(FILE).replace("--x--\r\n", "") + part(FILE)),
                odd(
                        "the file and a text of its name",
                        TYPE,
                        part(FILE).replace("--x--\r\n", "")
                                + part("Content-Disposition: form-data; name=\"file\"\r\n")),
                odd("no disposition", TYPE, part("Content-Type: text/csv\r\n")),
                odd("no headers", TYPE, part("")),
                odd("an attachment", TYPE, part("Content-Disposition: attachment; filename=\"r.csv\"\r\n")),
                odd("no name", TYPE, part("Content-Disposition: form-data; filename=\"r.csv\"\r\n")),
                odd("an empty name", TYPE, part("Content-Disposition: form-data; name=\"\"; filename=\"r.csv\"\r\n")),
                odd("an open quote", TYPE, part("Content-Disposition: form-data; name=\"file; filename=r.csv\r\n")),
                odd("a disposition of semicolons", TYPE, part("Content-Disposition: ;;;=;\r\n")),
                odd(
                        "many parts",
                        TYPE,
                        "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n".repeat(3_000)
                                + part(FILE)),
                odd(
                        "a mixed part without a boundary",
                        TYPE,
                        part(disposition("form-data; name=\"file\"") + "Content-Type: multipart/mixed\r\n")),
                odd("no end", TYPE, part(FILE).replace("\r\n--x--\r\n", "")),
                odd("an end after the header", TYPE, "--x\r\n" + FILE),
                odd("an end within the header", TYPE, "--x\r\nContent-Dispo"),
                odd("an end within the boundary", TYPE, part(FILE).replace("--x--\r\n", "--")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesAMalformedFormWithWords(String kind, String type, String form) {
        var office = service.office();
        for (var path : List.of(province.path() + "/roster", "/api/v1/questionnaires?preview=true")) {
            var refused = sent(office, path, type, form);
            assertThat(refused.status()).as(kind + " " + refused.text()).isIn(400, 413);
            refused.expectProblem(refused.status(), refused.status() == 400 ? "malformed" : "too-large");
            if (refused.status() == 400) {
                assertThat(refused.string("detail")).contains("完整的表单");
            }
        }
        var page = sent(office, province.path().replace("/api/v1", "/office") + "/roster", type, form);
        assertThat(page.status()).as(kind + " " + page.text()).isIn(400, 413);
        assertThat(page.header("content-type")).startsWith("text/html");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesPeopleWithoutTheRightBeforeTheirForm(String kind, String type, String form) {
        sent(service.stranger(), province.path() + "/roster", type, form).expectProblem(401, "unauthorized");
    }

    /// Whether it is refused depends on the pieces in which it comes.
    @ParameterizedTest
    @ValueSource(strings = {"X-Long: a", "X-Many: a\r\n"})
    void readsOrRefusesAPartWithHeadersOfSeventyThousandBytes(String header) {
        var headers = header.repeat(70_000 / header.length());
        var reply = sent(
                service.office(),
                province.path() + "/roster",
                TYPE,
                part(FILE + (headers.endsWith("\n") ? headers : headers + "\r\n")));

        assertThat(reply.status()).as(reply.text()).isIn(200, 400, 413);
    }

    @Test
    void acceptsFormsOfOtherPrograms() {
        for (var headers : List.of(
                FILE,
                FILE + "Content-Type: text/csv; charset=UTF-8\r\n",
                FILE + "Content-Type: text/csv; charset=\"utf-8\"\r\nContent-Transfer-Encoding: binary\r\n",
                FILE + "Content-Transfer-Encoding: 8bit\r\nX-Other: one\r\n",
                FILE + "Content-Transfer-Encoding: BINARY\r\nContent-Length: 7\r\n",
                disposition("form-data; name=file; filename=r.csv"),
                disposition("form-data; name=\"file\"; filename=\"名单.csv\""),
                disposition("form-data; name=\"file\"; filename=\"r.csv\"; filename*=UTF-8''%E5%90%8D%E5%8D%95.csv"),
                disposition("form-data; filename=\"a;b.csv\"; name=\"file\""))) {
            accepted(TYPE, part(headers));
        }
        accepted("multipart/form-data; boundary=\"x\"; charset=UTF-8", part(FILE));
        accepted("multipart/form-data; boundary=" + "b".repeat(70), part(FILE).replace("--x", "--" + "b".repeat(70)));
        accepted(TYPE, "a preamble\r\n" + part(FILE) + "an epilogue");
        accepted(TYPE, "--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\none\r\n" + part(FILE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cow", "", "\"a b?\"", "utf-7"})
    void answersUnknownCharsetsOfJsonAndFieldsAsBadRequestsOrIgnoresThem(String charset) {
        var office = service.office();
        for (var type : List.of("application/json", "application/x-www-form-urlencoded")) {
            for (var path : List.of("/api/v1/campaigns", "/api/v1/sessions", "/", "/office/accounts")) {
                var reply = office.send(
                        "POST",
                        path,
                        BodyPublishers.ofString("{}"),
                        "Content-Type",
                        type + "; charset=" + charset);
                assertThat(reply.status()).as(path + " " + type + reply.text()).isBetween(200, 499);
            }
        }
    }

    private void accepted(String type, String form) {
        var reply = sent(province.office(), province.path() + "/roster", type, form);
        assertThat(reply.status()).as(form + reply.text()).isEqualTo(200);
        assertThat(reply.number("rows")).isEqualTo(1);
    }

    private static Reply sent(Visitor visitor, String path, String type, String form) {
        return visitor.send("POST", path, BodyPublishers.ofString(form, UTF_8), "Content-Type", type);
    }

    private static Arguments odd(String kind, String type, String form) {
        return Arguments.of(kind, type, form);
    }

    private static String disposition(String value) {
        return "Content-Disposition: " + value + "\r\n";
    }

    private static String part(String headers) {
        return "--x\r\n" + headers + "\r\n" + CSV + "\r\n--x--\r\n";
    }
}
