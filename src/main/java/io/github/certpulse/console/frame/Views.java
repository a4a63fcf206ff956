package io.github.certpulse.console.frame;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Map;

/// Renders pages. Templates are in `views` and have two parameters: `visit`, a [Visit], and `page`, a record with
/// everything that the page shows.
@Singleton
public class Views {
    /// Allows nothing inline and nothing from other sites.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
                    + "connect-src 'self'; frame-src 'self'; base-uri 'none'; "
                    + "form-action 'self'; frame-ancestors 'none'";
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    /// A page that is not cached, because it is made for this person.
    ///
    /// @param template its name below `views`, without the ending
    public MutableHttpResponse<String> show(Visit visit, String template, Object page) {
        return show(visit, template, page, HttpStatus.OK);
    }

    public MutableHttpResponse<String> show(Visit visit, String template, Object page, HttpStatus status) {
        return HttpResponse.<String>status(status)
                .body(text(visit, template, page))
                .contentType(MediaType.TEXT_HTML + ";charset=UTF-8")
                .header("Content-Language", visit.languageTag())
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("Referrer-Policy", "same-origin")
                .header("Vary", "HX-Request");
    }

    /// The text that a template makes.
    public String text(Visit visit, String template, Object page) {
        var text = new StringOutput();
        templates.render(template + ".jte", Map.of("visit", visit, "page", page), text);
        return text.toString();
    }

    /// Sends the browser to another page, for requests of browsers and of pages' scripts.
    public static MutableHttpResponse<String> go(Visit visit, String address) {
        return visit.fragment()
                ? HttpResponse.<String>ok("").header("HX-Redirect", address)
                : HttpResponse.<String>status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, address);
    }
}
