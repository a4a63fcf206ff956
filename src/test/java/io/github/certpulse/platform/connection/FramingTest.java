package io.github.certpulse.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.RawConnection;
import io.github.certpulse.testing.TestService;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests about whose end a proxy and the service could disagree (RFC 9112, 6): each is refused, and what stands
/// behind it is never answered.
@Fast
class FramingTest {
    private static final String POST = "POST /api/v1/web/sessions HTTP/1.1\r\nHost: localhost\r\n";
    private static final String HIDDEN = "GET /health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    /// Headers between which the length of the body is disputed, or which are no valid ones.
    @SuppressWarnings("unused")
    private static final String[] DISPUTED = {
            "Content-Length: 5\r\n" + CHUNKED, CHUNKED + "Content-Length: 5\r\n", "content-length: 5\r\n" + CHUNKED,
            "Content-Length: 0\r\n" + CHUNKED, CHUNKED + CHUNKED, CHUNKED + "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding: identity\r\n" + CHUNKED, "Transfer-Encoding: gzip\r\n" + CHUNKED,
            CHUNKED + "transfer-encoding: cow\r\n", "Transfer-Encoding:\tchunked\r\n",
            "Transfer-Encoding: chunked\t\r\n", "Transfer-Encoding: \tchunked\r\n",
            "Transfer-Encoding:\u000Bchunked\r\n",
            "Transfer-Encoding: chunked, chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n",
            "Transfer-Encoding: chunked, gzip\r\n", "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding: xchunked\r\n",
            "Transfer-Encoding: chunked;q=1\r\n", "Transfer-Encoding: \"chunked\"\r\n",
            "Transfer-Encoding: ,chunked\r\n",
            "Transfer-Encoding: chunked,\r\n", "Transfer-Encoding:\r\n", "Transfer-Encoding: \r\n",
            "Transfer-Encoding:\r\n chunked\r\n", "Transfer-Encoding: chunked\r\n ,identity\r\n",
            "Transfer-Encoding : chunked\r\n", " Transfer-Encoding: chunked\r\n", "\tContent-Length: 5\r\n",
            "Transfer-Encoding\u0000: chunked\r\n", "Content-Length: 5\r\nContent-Length: 5\r\n",
            "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: 5, 5\r\n", "Content-Length: 5,5\r\n",
            "Content-Length: +5\r\n", "Content-Length: -5\r\n", "Content-Length: 0x5\r\n", "Content-Length: 5 5\r\n",
            "Content-Length: 5.0\r\n", "Content-Length: 5e0\r\n", "Content-Length:\r\n", "Content-Length:\t5\r\n",
            "Content-Length: 5\t\r\n", "Content-Length:\r\n 5\r\n", "Content-Length: 1\r\n 5\r\n",
            "Content-Length: 99999999999999999999\r\n", "Content-Length: \u00B2\r\n", "Content-Length : 5\r\n",
            "X-Folded: a\r\n b\r\n" + CHUNKED, "X-Folded: a\r\n\tContent-Length: 5\r\n" + CHUNKED,
            "X-Bare: a\rContent-Length: 5\r\n" + CHUNKED, "X-Bare: a\nContent-Length: 5\r\n" + CHUNKED,
            "X-Zero: a\u0000b\r\n" + CHUNKED, "No colon\r\n" + CHUNKED};
    /// Bodies whose chunks are no chunks.
    @SuppressWarnings("unused")
    private static final String[] NO_CHUNKS = {
            "zz\r\nabc\r\n0\r\n\r\n", "-1\r\nabc\r\n0\r\n\r\n", "0x3\r\nabc\r\n0\r\n\r\n", "+3\r\nabc\r\n0\r\n\r\n",
            "3\r\nabcdef\r\n0\r\n\r\n", "3\r\nabc0\r\n\r\n", "3\nabc\r\n0\r\n\r\n", "3\r\nabc\n0\r\n\r\n",
            "fffffffff\r\nabc\r\n0\r\n\r\n", "\r\n0\r\n\r\n", ";x=y\r\nabc\r\n0\r\n\r\n", "3 \r\nabc\r\n0\r\n\r\n",
            " 3\r\nabc\r\n0\r\n\r\n", "3 3\r\nabc\r\n0\r\n\r\n"};
    private final TestService service = TestService.shared();

    @ParameterizedTest
    @FieldSource("DISPUTED")
    void refusesAndClosesWhereTheLengthIsDisputed(String headers) {
        assertThat(everythingAnswered(POST + headers + "\r\n0\r\n\r\n" + HIDDEN)).satisfies(FramingTest::isRefusedOnce);
    }

    @ParameterizedTest
    @FieldSource("DISPUTED")
    void refusesThemAfterAnotherRequestAndInPieces(String headers) {
        try (var connection = RawConnection.to(service.url())) {
            connection.send(HIDDEN);
            assertThat(connection.answer()).startsWith("HTTP/1.1 200");
            connection.body();
            for (var octet : (POST + headers + "\r\n0\r\n\r\n" + HIDDEN).split("(?<=[\r\n:])")) {
                connection.sendIfOpen(octet);
            }
            assertThat(connection.rest()).satisfies(FramingTest::isRefusedOnce);
        }
    }

    @ParameterizedTest
    @FieldSource("NO_CHUNKS")
    void refusesAndClosesWhereChunksAreInvalid(String body) {
        assertThat(everythingAnswered(POST + CHUNKED + "\r\n" + body + HIDDEN)).satisfies(FramingTest::isRefusedOnce);
        // The route of a file begins before its body has arrived.
        var upload = POST.replace("/api/v1/web/sessions", "/api/v1/questionnaires") + "Authorization: Bearer "
                + service.office().token()
                + "\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                + CHUNKED
                + "\r\n";
        assertThat(everythingAnswered(upload + body + HIDDEN)).satisfies(FramingTest::isRefusedOnce);
    }

    @Test
    void refusesChunksInARequestOfHttp10() {
        var old = POST.replace("HTTP/1.1", "HTTP/1.0");
        assertThat(everythingAnswered(old + CHUNKED + "\r\n0\r\n\r\n" + HIDDEN)).satisfies(FramingTest::isRefusedOnce);
    }

    @Test
    void answersWhatCameBeforeARefusedRequestInOrder() {
        var answers = everythingAnswered(
                HIDDEN + POST
                        + "Content-Length: 0\r\n\r\n"
                        + POST
                        + "Content-Length: 5\r\n"
                        + CHUNKED
                        + "\r\n"
                        + HIDDEN);
        assertThat(statuses(answers)).containsExactly("200", "201", "400");
    }

    static Stream<Arguments> valid() {
        return Stream.of(
                Arguments.of("Content-Length: 2\r\n\r\n{}"),
                Arguments.of("Content-Length:2\r\n\r\n{}"),
                Arguments.of("content-length:  2 \r\n\r\n{}"),
                Arguments.of("Content-Length: 002\r\n\r\n{}"),
                Arguments.of("Content-Length: 0\r\n\r\n"),
                Arguments.of("\r\n"),
                Arguments.of(CHUNKED + "\r\n2\r\n{}\r\n0\r\n\r\n"),
                Arguments.of("transfer-encoding:Chunked \r\n\r\n2;name=value\r\n{}\r\n0\r\n\r\n"),
                Arguments.of(CHUNKED + "\r\n0\r\nX-Trailer: one\r\n\r\n"),
                Arguments.of("X-Transfer-Encoding: gzip\r\nContent-Length-X: 5\r\n" + CHUNKED + "\r\n0\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void answersValidRequestsAndTheNextOnes(String rest) {
        var last = HIDDEN.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        assertThat(statuses(everythingAnswered(POST + rest + POST + rest + last))).containsExactly("201", "201", "200");
        try (var connection = RawConnection.to(service.url())) {
            for (var piece : (POST + rest + last).split("(?<=[\r\n:])")) {
                connection.send(piece);
            }
            assertThat(statuses(connection.rest())).containsExactly("201", "200");
        }
    }

    @Test
    void answersHeadRequestsWithoutABody() {
        var answers = everythingAnswered(HIDDEN + HIDDEN.replace("GET", "HEAD"));
        assertThat(statuses(answers)).containsExactly("200", "200");
        assertThat(answers).endsWith("\r\n\r\n");
        assertThat(
                everythingAnswered(HIDDEN.replace("GET", "HEAD").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")))
                .endsWith("\r\n\r\n");
    }

    private String everythingAnswered(String sent) {
        try (var connection = RawConnection.to(service.url())) {
            return connection.send(sent).rest();
        }
    }

    private static void isRefusedOnce(String answers) {
        assertThat(statuses(answers)).as(answers).containsExactly("400");
        assertThat(answers).containsIgnoringCase("connection: close").contains("\"code\":\"malformed\"");
    }

    private static Stream<String> statuses(String answers) {
        return Stream.of(answers.split("HTTP/1\\.[01] ", -1)).skip(1).map(answer -> answer.substring(0, 3));
    }
}
