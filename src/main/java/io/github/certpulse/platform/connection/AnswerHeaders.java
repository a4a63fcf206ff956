package io.github.certpulse.platform.connection;

import io.micronaut.context.annotation.Property;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The headers that protect every answer in browsers. An answer's own headers take precedence: pages have a stricter
/// policy, and what may be cached says so.
@Singleton
class AnswerHeaders {
    private static final AsciiString CONTENT_TYPE_OPTIONS = AsciiString.cached("x-content-type-options");
    private static final AsciiString REFERRER_POLICY = AsciiString.cached("referrer-policy");
    private static final AsciiString STRICT_TRANSPORT_SECURITY = AsciiString.cached("strict-transport-security");
    private static final AsciiString NOSNIFF = AsciiString.cached("nosniff");
    private static final AsciiString NO_STORE = AsciiString.cached("no-store");
    private static final AsciiString SAME_ORIGIN = AsciiString.cached("same-origin");
    private static final AsciiString NO_FRAMES = AsciiString.cached("frame-ancestors 'none'");
    private static final AsciiString FRAMES_OF_OURS = AsciiString.cached("frame-ancestors 'self'");
    private static final AsciiString DENY = AsciiString.cached("DENY");
    private static final AsciiString SAMEORIGIN = AsciiString.cached("SAMEORIGIN");
    /// RFC 6797: a year. Other hosts of the domain are not the service's business.
    private static final AsciiString ONE_YEAR = AsciiString.cached("max-age=31536000");
    private final boolean https;

    AnswerHeaders(@Property(name = "certpulse.public-url") Optional<String> publicUrl) {
        this.https = publicUrl.filter(url -> url.startsWith("https:")).isPresent();
    }

    void complete(HttpResponse answer) {
        var headers = answer.headers();
        headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
        // RFC 9110, 15.4.5: a client that has the body keeps its headers.
        if (!HttpResponseStatus.NOT_MODIFIED.equals(answer.status())) {
            addMissing(headers, HttpHeaderNames.CACHE_CONTROL, NO_STORE);
        }
        addMissing(headers, HttpHeaderNames.CONTENT_SECURITY_POLICY, NO_FRAMES);
        var policy = headers.get(HttpHeaderNames.CONTENT_SECURITY_POLICY);
        // For browsers that do not know the policy's rule for frames.
        headers.set(HttpHeaderNames.X_FRAME_OPTIONS, policy.contains(FRAMES_OF_OURS) ? SAMEORIGIN : DENY);
        addMissing(headers, REFERRER_POLICY, SAME_ORIGIN);
        if (https) {
            headers.set(STRICT_TRANSPORT_SECURITY, ONE_YEAR);
        }
    }

    private static void addMissing(HttpHeaders headers, AsciiString name, AsciiString value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
