package io.github.certpulse.survey.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.PublishedInMemory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class QuestionnaireControllerTest {
    private final Questionnaires questionnaires = new Questionnaires(new PublishedInMemory());
    private final QuestionnaireController controller = new QuestionnaireController(
            questionnaires,
            Executors.newVirtualThreadPerTaskExecutor());
    private final String etag = questionnaires.find("teacher-2020", 1).orElseThrow().body().etag();

    @Test
    void servesADefinitionThatClientsMayCacheWithoutLimit() {
        var response = get("teacher-2020", "1");
        assertThat(response.status().getCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(questionnaires.find("teacher-2020", 1).orElseThrow().json());
        assertThat(response.header("ETag")).isEqualTo(etag).matches("\"[0-9a-f]{64}\"");
        assertThat(response.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "\"other\" ,W/%s", "*"})
    void sendsNoBodyWhenTheEtagMatches(String header) {
        var response = get("teacher-2020", "1", header.formatted(etag));
        assertThat(response.status().getCode()).isEqualTo(304);
        assertThat(response.getBody()).isEmpty();
        assertThat(response.header("ETag")).isEqualTo(etag);
        assertThat(response.header("Vary")).isEqualToIgnoringCase("Accept-Encoding");
    }

    @Test
    void compressesADefinitionOnceForAllClients() throws IOException {
        var first = answer(HttpRequest.GET("/").header("Accept-Encoding", "gzip, deflate"));
        assertThat(first.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(first.header("Vary")).isEqualToIgnoringCase("Accept-Encoding");
        assertThat(answer(HttpRequest.GET("/").header("Accept-Encoding", "gzip")).body()).isSameAs(first.body());
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(first.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(get("teacher-2020", "1").body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "W/\"other\"", ""})
    void sendsTheDefinitionWhenTheEtagDiffers(String header) {
        assertThat(get("teacher-2020", "1", header).status().getCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"teacher-2020, 2", "teacher-2020, 0", "teacher-2020, 01", "teacher-2020, -1", "teacher-2020, one",
            "teacher-2020, 99999999999", "nobody, 1"})
    void refusesUnknownQuestionnaires(String code, String version) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> get(code, version))
                .havingCause()
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.QUESTIONNAIRE_UNKNOWN);
    }

    private HttpResponse<byte[]> get(String code, String version, String... ifNoneMatch) {
        var request = HttpRequest.GET("/");
        for (var header : ifNoneMatch) {
            request.header("If-None-Match", header);
        }
        return controller.definition(code, version, request.getHeaders()).toCompletableFuture().join();
    }

    private HttpResponse<byte[]> answer(HttpRequest<?> request) {
        return controller.definition("teacher-2020", "1", request.getHeaders()).toCompletableFuture().join();
    }
}
