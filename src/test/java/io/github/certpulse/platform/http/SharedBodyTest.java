package io.github.certpulse.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every respondent loads is sent compressed and plain with the same content.
@Fast
class SharedBodyTest {
    private final TestService service = TestService.shared();
    private final String code =
            Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120").school("甲校").studentCode();

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/entries/{code}", "/api/v1/questionnaires/student-2020/1", "/script/answer.js",
                    "/script/worker.js", "/script/trial.js"})
    void sendsTheSameCompressedAndPlain(String path) throws IOException {
        var address = path.replace("{code}", code);
        var plain = service.stranger().get(address).expect(200);
        var compressed = service.stranger().get(address, "Accept-Encoding", "gzip, deflate, br").expect(200);
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(compressed.headers().allValues("content-encoding")).containsExactly("gzip");
        for (var reply : List.of(plain, compressed)) {
            assertThat(reply.headers().allValues("vary")).singleElement()
                    .asString()
                    .isEqualToIgnoringCase("accept-encoding");
            assertThat(reply.header("content-length")).isEqualTo(String.valueOf(reply.body().length));
        }
        assertThat(compressed.header("content-type")).isEqualTo(plain.header("content-type"));
        assertThat(compressed.header("cache-control")).isEqualTo(plain.header("cache-control"));
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
        }
    }
}
