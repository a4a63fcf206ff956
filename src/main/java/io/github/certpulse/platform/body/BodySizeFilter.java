package io.github.certpulse.platform.body;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Refuses a body that is longer than the [BodyLimit] of its address: at once where the request states its length,
/// otherwise as soon as the limit is exceeded. A route begins when its whole JSON or form has arrived, even if it does
/// not read it.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class BodySizeFilter {
    private final BodyLimits limits;

    BodySizeFilter(BodyLimits limits) {
        this.limits = limits;
    }

    /// Completes once the body has arrived within the limit. The route of a file starts earlier, and gets the error
    /// while it reads.
    @RequestFilter
    @Order(Integer.MAX_VALUE - 1000)
    CompletionStage<HttpRequest<?>> admit(HttpRequest<?> request) {
        if (!(request instanceof ServerHttpRequest<?> incoming) || isEmpty(incoming.byteBody())) {
            return CompletableFuture.completedFuture(request);
        }
        var limit = limits.limitOf(request.getPath());
        if (request.getContentLength() > limit.bytes()) {
            throw limit.exceeded();
        }
        if (limit == BodyLimit.FILE) {
            Boundary.check(request);
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

    private static boolean isEmpty(ByteBody body) {
        return body.expectedLength().orElse(-1) == 0;
    }

    private static boolean isExcess(Throwable failure) {
        return (failure instanceof CompletionException ? failure.getCause()
                : failure) instanceof ContentLengthExceededException;
    }
}
