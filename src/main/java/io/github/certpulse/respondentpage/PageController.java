package io.github.certpulse.respondentpage;

import io.github.certpulse.access.wechat.WechatConfiguration;
import io.github.certpulse.platform.http.SharedBody;
import io.github.certpulse.platform.http.WithoutSession;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.entry.Entries;
import io.github.certpulse.survey.entry.EntryCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Serves the respondents' page: the questionnaire behind a printed code.
@Controller
@Produces(MediaType.ALL)
@WithoutSession
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class PageController {
    /// Allows nothing inline and nothing from other sites.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{1,32}");
    /// Loads the entry at the same time as the script, because every request takes seconds on a slow network. Only for
    /// pages in the browser's own language, because the browser sends that language with this request.
    private static final String PRELOAD =
            "<link rel=\"preload\" as=\"fetch\" crossorigin=\"anonymous\" href=\"/api/v1/entries/%s\">";
    private final String version;
    private final SharedBody script;
    private final SharedBody worker;
    private final SharedBody trial;
    private final String answer;
    private final WechatVerification verification;
    private final Entries entries;

    PageController(WechatConfiguration wechat, WechatVerification verification, Entries entries) {
        var main = Script.load("page/main");
        this.version = main.version();
        this.script = body(main.text());
        this.worker = body(Script.worker(version));
        this.trial = body(Script.load("page/trial").text());
        this.answer = page("answer.html").replace("answer.js", "answer.js?v=" + version)
                .replace("{miniProgram}", miniProgram(wechat));
        this.verification = verification;
        this.entries = entries;
    }

    /// The page is the same for every code; its script requests the entry. Codes contain no dot, so a name with a dot
    /// is the name of a file, and the only file is WeChat's verification file.
    @Get("/s/{code}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> answer(String code, @QueryValue(defaultValue = "") String lang) {
        if (!code.contains(".")) {
            if (isUnknown(code)) {
                throw Problem.ENTRY_UNKNOWN.exception();
            }
            return shown(
                    answer.replace(
                            "{preload}",
                            lang.isEmpty() && CODE.matcher(code).matches() ? PRELOAD.formatted(code) : ""));
        }
        var content = verification.file(code).orElseThrow(Problem.NOT_FOUND::exception);
        return HttpResponse.ok(content).contentType(MediaType.TEXT_PLAIN_TYPE);
    }

    /// Redirects to the page of a code that was typed into a form.
    @Get("/s")
    HttpResponse<String> typed(@QueryValue(defaultValue = "") String code) {
        if (code.isBlank()) {
            throw Problem.NOT_FOUND.exception();
        }
        var read = EntryCode.parse(code).map(EntryCode::text).orElse(code.strip());
        var segment = URLEncoder.encode(read, StandardCharsets.UTF_8).replace("+", "%20");
        return HttpResponse.seeOther(URI.create("/s/" + segment));
    }

    /// Whether the code certainly does not exist. While the database cannot be reached the page opens all the same, and
    /// its script requests the entry again.
    private boolean isUnknown(String code) {
        try {
            return entries.scope(code).isEmpty();
        } catch (RuntimeException unreachable) {
            return false;
        }
    }

    /// The page requests the script with its version, so that browsers may cache it without limit. Without caching
    /// where the page comes from another release than the one that answers.
    @Get("/script/answer.js")
    HttpResponse<byte[]> script(HttpHeaders headers, @QueryValue(defaultValue = "") String v) {
        return script(script, headers, v.equals(version) ? "public, max-age=31536000, immutable" : "no-cache");
    }

    /// The same modules for the trial of a questionnaire in the office's console.
    @Get("/script/trial.js")
    HttpResponse<byte[]> trial(HttpHeaders headers) {
        return script(trial, headers, "no-cache");
    }

    /// The service worker that keeps the questionnaires' pages, and no others, for places without reception. It
    /// contains the script's version, so that a new script means a new worker. The browser requests it at every visit.
    @Get("/script/worker.js")
    HttpResponse<byte[]> worker(HttpHeaders headers) {
        return script(worker, headers, "no-cache").header("Service-Worker-Allowed", "/s/");
    }

    private static SharedBody body(String script) {
        return new SharedBody(script.getBytes(StandardCharsets.UTF_8));
    }

    private static MutableHttpResponse<byte[]> script(SharedBody script, HttpHeaders headers, String caching) {
        return script.answer(headers)
                .contentType("text/javascript;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, caching);
    }

    /// WeChat's plain URL scheme (明文 URL Scheme), which opens the mini program from a browser outside WeChat; the
    /// page adds the code. Empty where no mini program is configured.
    private static String miniProgram(WechatConfiguration wechat) {
        return wechat.appid()
                .filter(_ -> wechat.secret().isPresent())
                .map(
                        appid -> "weixin://dl/business/?appid=%s&amp;path=%s&amp;env_version=%s"
                                .formatted(appid, encoded(wechat.page()), wechat.envVersion()))
                .orElse("");
    }

    /// A path as the scheme takes it: slashes are not encoded.
    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    private static HttpResponse<String> shown(String page) {
        return HttpResponse.ok(page)
                .contentType(MediaType.TEXT_HTML + ";charset=UTF-8")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    private static String page(String name) {
        try (var resource = PageController.class.getResourceAsStream("/static/" + name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
