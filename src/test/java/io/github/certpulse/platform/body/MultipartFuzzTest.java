package io.github.certpulse.platform.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.github.certpulse.testing.Attack;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.RawConnection;
import io.github.certpulse.testing.TestService;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever form is uploaded, the service answers, and never with an error of its own.
@Attack
class MultipartFuzzTest {
    private static final TestService SERVICE = TestService.shared();
    private static final String PATH = Province
            .empty(SERVICE, "{\"perCertificate\":{\"teachers\":5,\"students\":10}}")
            .path() + "/roster?dryRun=true";
    private static final String TOKEN = SERVICE.office().token();

    static Stream<byte[]> forms() {
        return Stream.of(
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\nYQ==\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
                        + "Content-Type: text/csv; charset=utf-99\r\n\r\na\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''%e4%b8\r\n\r\n\r\n--x\r\n"
                        + "Content-Type: multipart/mixed; boundary=y\r\n\r\n--y--\r\n--x--\r\n")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("forms")
    @FuzzTest(maxDuration = "20s")
    void answersEveryForm(byte @NotNull [] form) {
        BugDetectors.allowNetworkConnections();
        try (var connection = RawConnection.to(SERVICE.url())) {
            var answer = connection
                    .head(
                            "POST " + PATH + " HTTP/1.1",
                            "Host: localhost",
                            "Authorization: Bearer " + TOKEN,
                            "Content-Type: multipart/form-data; boundary=x",
                            "Content-Length: " + form.length)
                    .send(form)
                    .answer();
            assertThat(answer).as(new String(form, ISO_8859_1)).matches("(?s)HTTP/1.1 (200|4\\d\\d) .*");
        }
    }
}
