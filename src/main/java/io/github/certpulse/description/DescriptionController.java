package io.github.certpulse.description;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.platform.http.WithoutSession;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The description of the interface, as a file for programs and as a page for people.
@Controller("/openapi")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
@WithoutSession
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class DescriptionController {
    /// Allows nothing inline and nothing from other sites; Swagger UI's style sheet has its pictures in it.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String CACHING = "public, max-age=300";
    private final InterfaceDescription description;
    private final String chinese = read("/description/page.zh.html");
    private final String english = read("/description/page.en.html");

    DescriptionController(InterfaceDescription description) {
        this.description = description;
    }

    @Get("/certpulse.yml")
    HttpResponse<byte[]> file(HttpHeaders headers) {
        return description.file()
                .answer(headers)
                .contentType("application/yaml;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, CACHING);
    }

    /// Swagger UI, which shows the file.
    @Get
    HttpResponse<String> page(HttpRequest<?> request) {
        var language = ProblemHandler.language(request);
        return HttpResponse.ok(language.getLanguage().equals("en") ? english : chinese)
                .contentType(MediaType.TEXT_HTML + ";charset=UTF-8")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("Content-Language", language.toLanguageTag())
                .header("Referrer-Policy", "no-referrer")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    private static String read(String resource) {
        try (var in = DescriptionController.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
