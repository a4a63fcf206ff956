package io.github.certpulse.platform.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.RawConnection;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.MediaType;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies of every length, with and without their `Content-Length`.
@Fast
class BodyLimitTest {
    private static final int FORM = BodyLimit.FORM.bytes();
    private static final String SHEET = "/api/v1/responses/0b2ae1fc-90a5-4d8c-a4e6-3b4ff1a92c11";
    private static final Set<HttpMethod> CHANGING =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final Set<String> WITH_FILES = Set.of(
            "/api/v1/campaigns/x/roster",
            "/office/campaigns/x/roster",
            "/api/v1/questionnaires",
            "/office/questionnaires/new",
            "/office/questionnaires/new/publication");
    private static final String BOUNDARY = "----certpulse";
    private final TestService service = TestService.shared();

    @ParameterizedTest
    @CsvSource({
            "POST, /api/v1/sessions", "POST, /api/v1/web/sessions", "POST, /api/v1/wechat/sessions",
            "POST, /api/v1/sessions/password", "PUT, " + SHEET, "DELETE, " + SHEET + "/contact",
            "POST, /api/v1/campaigns",
            "POST, /api/v1/accounts", "POST, /", "POST, /office/accounts", "POST, /nowhere"})
    void refusesLongBodiesWithAndWithoutContentLength(String method, String path) {
        var type = path.startsWith("/api/") ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_FORM_URLENCODED;
        var tooLong = new byte[FORM + 1];
        var whole = new byte[FORM];
        for (var visitor : List.of(service.stranger(), service.office())) {
            var withLength = visitor.send(method, path, BodyPublishers.ofByteArray(tooLong), "Content-Type", type);
            var withoutLength = visitor.send(method, path, chunked(tooLong), "Content-Type", type);
            // A route may refuse the person before the body.
            assertThat(withLength.status()).as(withLength::text).isIn(413, 401, 403, 303);
            assertThat(withoutLength.status()).as(withoutLength::text).isEqualTo(withLength.status());
            assertThat(visitor.send(method, path, chunked(whole), "Content-Type", type).status()).isNotEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/sessions", "/api/v1/web/sessions"})
    void namesTheLimitInTheProblem(String path) {
        var refused =
                service.stranger().send("POST", path, chunked(new byte[FORM + 1]), "Content-Type", "application/json");
        assertThat(refused.expectProblem(413, "too-large").string("detail")).isEqualTo("内容不能超过 64 KiB");
    }

    @Test
    void acceptsASheetInChunks() {
        var padded = " ".repeat(FORM - 2).getBytes(StandardCharsets.US_ASCII);
        service.wechatUser()
                .send("PUT", SHEET, chunked(padded), "Content-Type", "application/json")
                .expectProblem(400, "malformed");
    }

    @Test
    void countsACompressedBodyByItsUncompressedLength() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(new byte[40 * 1024 * 1024]);
        }
        assertThat(packed.size()).isLessThan(FORM);
        service.stranger()
                .send(
                        "POST",
                        "/api/v1/sessions",
                        BodyPublishers.ofByteArray(packed.toByteArray()),
                        "Content-Type",
                        "application/json",
                        "Content-Encoding",
                        "gzip")
                .expectProblem(413, "too-large");
    }

    @Test
    void answersBeforeTheWholeBodyHasArrived() {
        try (var connection = RawConnection.to(service.url())) {
            connection.head(
                    "POST /api/v1/sessions HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: application/json",
                    "Transfer-Encoding: chunked");
            for (var sent = 0; sent <= FORM; sent += 8192) {
                connection.chunk(new byte[8192]);
            }
            assertThat(connection.answer()).startsWith("HTTP/1.1 413");
            // The rest of the body is dropped, and the connection serves the next request.
            connection.chunk(new byte[100_000]).lastChunk();
        }
    }

    @Test
    void allowsLongBodiesForRoutesOfFilesAndOfSeveralSheetsOnly() {
        var routes = service.bean(Router.class)
                .uriRoutes()
                .filter(route -> CHANGING.contains(route.getHttpMethod()))
                .toList();
        assertThat(routes).hasSizeGreaterThan(20);
        var limits = service.bean(BodyLimits.class);
        for (UriRouteInfo<?, ?> route : routes) {
            var path = route.getUriMatchTemplate().toPathString().replaceAll("\\{[^}]*}", "x");
            var takesFiles = WITH_FILES.contains(path);
            assertThat(route.getConsumes().contains(MediaType.MULTIPART_FORM_DATA_TYPE)).as(path).isEqualTo(takesFiles);
            assertThat(limits.limitOf(path)).as(path)
                    .isEqualTo(
                            takesFiles ? BodyLimit.FILE
                                    : path.equals("/api/v1/responses") ? BodyLimit.SHEETS : BodyLimit.FORM);
        }
        assertThat(limits.limitOf("/api/v1/responses?x=1")).isEqualTo(BodyLimit.SHEETS);
        assertThat(limits.limitOf(SHEET)).isEqualTo(BodyLimit.FORM);
        assertThat(limits.limitOf("/api/v1/campaigns/x/roster?dryRun=true")).isEqualTo(BodyLimit.FILE);
        assertThat(limits.limitOf("/api/v1/sessions?x=/api/v1/campaigns/x/roster")).isEqualTo(BodyLimit.FORM);
        assertThat(limits.limitOf("/api/v1/sessions#/api/v1/campaigns/x/roster")).isEqualTo(BodyLimit.FORM);
    }

    @Test
    void acceptsAFileWithoutContentLengthUpToItsLimit() {
        var province = Province.empty(service, "{\"perCertificate\":{\"teachers\":5,\"students\":10}}");
        // Longer than a roster may be, but within the limit of bodies, so the roster's reader refuses it.
        var file = file(21 * 1024 * 1024);
        var refused = sent(province.office(), province.path() + "/roster", file).expectProblem(422, "roster-invalid");
        assertThat(refused.string("violations.0.code")).isEqualTo("file-too-large");
        sent(province.office(), province.path() + "/roster", file(BodyLimit.FILE.bytes()))
                .expectProblem(413, "too-large");
        sent(service.stranger(), province.path() + "/roster", file).expectProblem(401, "unauthorized");
    }

    @Test
    void refusesManyLongBodiesAtOnceWithoutFillingTheMemory() throws Exception {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
        var office = province.office();
        var body = file(12 * 1024 * 1024);
        var before = directMemory();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sending = IntStream.range(0, 48).<Callable<Reply>>mapToObj(number -> () -> switch (number % 4) {
                case 0 -> sent(office, "/api/v1/sessions", body);
                case 1 -> sent(service.stranger(), province.path() + "/roster", body);
                case 2 -> sent(service.stranger(), "/api/v1/web/sessions", body);
                default -> office.send("POST", "/api/v1/campaigns", chunked(body), "Content-Type", "application/json");
            }).map(threads::submit).toList();
            for (var reply : sending) {
                assertThat(reply.get().status()).as(reply.get()::text).isIn(401, 413, 415);
            }
        }
        assertThat(directMemory() - before).isLessThan(48L * 1024 * 1024);
        service.stranger().get("/health/readiness").expect(200);
        service.wechatUser();
    }

    private static long directMemory() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
                .stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getTotalCapacity)
                .sum();
    }

    private static Reply sent(Visitor visitor, String path, byte[] form) {
        return visitor.send("POST", path, chunked(form), "Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
    }

    /// A form with a file of this many bytes.
    private static byte[] file(int bytes) {
        var form = new ByteArrayOutputStream();
        var head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n\r\n";
        form.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        form.writeBytes(new byte[bytes]);
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    private static java.net.http.HttpRequest.BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }
}
