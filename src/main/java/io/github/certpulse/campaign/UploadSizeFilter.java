package io.github.certpulse.campaign;

import io.github.certpulse.problem.Problem;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Refuses an upload that says itself to be larger than any roster, before anybody reads it. The framework would refuse it
/// in the middle of the form and leave the rest unread: clients that send everything before they listen would wait for ever.
@ServerFilter("/api/v1/campaigns/*/roster")
class UploadSizeFilter {
    /// Less than `micronaut.server.max-request-size`, more than a roster may have.
    static final long MOST_BYTES = 24 * 1024 * 1024;

    @RequestFilter
    @Order(Integer.MAX_VALUE - 1000)
    void refuseHugeUploads(HttpRequest<?> request) {
        if (request.getContentLength() > MOST_BYTES) {
            throw Problem.TOO_LARGE.exception();
        }
    }
}
