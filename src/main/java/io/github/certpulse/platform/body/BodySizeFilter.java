package io.github.certpulse.platform.body;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Refuses a body that is longer than its address's [BodyLimit]: at once where the request states its length, otherwise
/// as soon as more has come. A route begins when the whole of its JSON or form is there, even if it does not read it.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class BodySizeFilter {
    private final BodyLimits limits;

    BodySizeFilter(BodyLimits limits) {
        this.limits = limits;
    }

    /// The request, once its body is known to be short enough. A file's route learns that while it reads.
    @RequestFilter
    @Order(Integer.MAX_VALUE - 1000)
    CompletionStage<HttpRequest<?>> admit(HttpRequest<?> request) {
        var limit = limits.limitOf(request.getPath());
        if (request.getContentLength() > limit.bytes()) {
            throw limit.exceeded();
        }
        if (limit == BodyLimit.FILE || !(request instanceof ServerHttpRequest<?> incoming)) {
            return CompletableFuture.completedFuture(request);
        }
        return incoming.byteBody().split(SplitBackpressureMode.FASTEST).buffer().handle((body, failure) -> {
            if (failure != null) {
                throw isExcess(failure) ? limit.exceeded() : new CompletionException(failure);
            }
            body.close();
            return request;
        });
    }

    private static boolean isExcess(Throwable failure) {
        return (failure instanceof CompletionException ? failure.getCause()
                : failure) instanceof ContentLengthExceededException;
    }
}
