package io.github.certpulse.shared;

import io.github.certpulse.problem.Problem;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.regex.Pattern;

/// Refuses a body that says itself to be too large, before anybody reads it. The framework would refuse a huge one in the
/// middle and leave the rest unread: clients that send everything before they listen would wait for ever.
@ServerFilter({"/api/**", "/office/**"})
public class BodySizeFilter {
    /// The longest JSON or form.
    public static final int MOST_JSON_BYTES = 64 * 1024;
    /// Less than `micronaut.server.max-request-size`, more than a roster or a questionnaire's workbook may have.
    static final long MOST_UPLOAD_BYTES = 24 * 1024 * 1024;
    private static final Pattern UPLOAD = Pattern.compile(".*/roster|/api/v1/questionnaires|/office/questionnaires/new(/publication)?");

    @RequestFilter
    @Order(Integer.MAX_VALUE - 1000)
    void refuseHugeBodies(HttpRequest<?> request) {
        var most = UPLOAD.matcher(request.getPath()).matches() ? MOST_UPLOAD_BYTES : MOST_JSON_BYTES;
        if (request.getContentLength() > most) {
            throw Problem.TOO_LARGE.because("内容不能超过 %d KiB".formatted(most / 1024), "The content takes at most %d KiB".formatted(most / 1024));
        }
    }
}
