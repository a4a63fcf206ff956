package io.github.certpulse.platform.connection;

import io.micronaut.core.io.buffer.ByteArrayBufferFactory;
import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.http.body.AvailableByteBody;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.netty.body.NettyByteBodyFactory;
import io.micronaut.http.server.netty.handler.OutboundAccess;
import io.micronaut.http.server.netty.handler.RequestHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;

/// A route for all requests, which reads their bodies and answers when the test says so.
final class WaitingRoute implements RequestHandler {
    private final List<HttpRequest> requests = new ArrayList<>();
    private final Queue<OutboundAccess> waiting = new ArrayDeque<>();
    private final List<CompletableFuture<?>> bodies = new ArrayList<>();

    @Override
    public void accept(
            ChannelHandlerContext context,
            HttpRequest request,
            CloseableByteBody body,
            OutboundAccess answer) {
        requests.add(request);
        waiting.add(answer);
        bodies.add(body.buffer().toCompletableFuture());
    }

    @Override
    public void handleUnboundError(Throwable cause) {
        throw new IllegalStateException(cause);
    }

    /// In the order in which they came.
    List<HttpRequest> requests() {
        return requests;
    }

    void answer() {
        waiting.remove().write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK), empty());
    }

    void beginAnswer() {
        var never = Flux.<ReadBuffer>never();
        waiting.remove()
                .write(
                        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK),
                        ByteBodyFactory
                                .createDefault(ByteArrayBufferFactory.INSTANCE)
                                .adapt(never));
    }

    /// What ended the body of the last request.
    Optional<Throwable> failure() {
        var body = bodies.getLast();
        return body.isCompletedExceptionally() ? Optional.of(body.exceptionNow()) : Optional.empty();
    }

    private static AvailableByteBody empty() {
        return NettyByteBodyFactory.empty();
    }
}
