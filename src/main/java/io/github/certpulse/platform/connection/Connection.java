package io.github.certpulse.platform.connection;

import static java.util.Objects.requireNonNull;

import io.github.certpulse.platform.body.BodyLimit;
import io.github.certpulse.platform.body.BodyLimits;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.body.stream.BodySizeLimits;
import io.micronaut.http.server.netty.handler.PipeliningServerHandler;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Guards one connection, between the codec and the framework's handler: limits the time and the size of what a client
/// sends, refuses bodies with invalid chunks, and completes the headers of every answer.
///
/// One task a second counts the time, so that a request costs nothing for it. Futures of writes are not looked at: who
/// wants to know how a write ends has passed a promise.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends ChannelDuplexHandler {
    /// More than this is read of no body, so that clients that send everything before they read get their answer.
    static final int MAX_READ = BodyLimit.FILE.bytes() + 1024 * 1024;
    private static final int MAX_LINGERING_SECONDS = 2;
    private final RequestCodec codec;
    private final PipeliningServerHandler server;
    private final BodyLimits bodyLimits;
    private final Waiting waiting;
    private final AnswerHeaders headers;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> everySecond;
    private State state = State.BETWEEN_BODIES;
    /// Whether the framework waits for the client; it has begun to read before this handler was added.
    private boolean reading = true;
    private boolean inAnswer;

    private enum State {
        BETWEEN_BODIES,
        IN_BODY,
        /// Nothing more is read; the connection ends with the answer.
        LAST_ANSWER,
        /// The answer is sent. What the client still sends is dropped, or else it could not read the answer.
        LINGERING
    }

    Connection(
            RequestCodec codec,
            PipeliningServerHandler server,
            BodyLimits bodyLimits,
            ConnectionLimits limits,
            AnswerHeaders headers) {
        this.codec = codec;
        this.server = server;
        this.bodyLimits = bodyLimits;
        this.waiting = new Waiting(limits);
        this.headers = headers;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        everySecond = added.executor().scheduleAtFixedRate(this::count, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        if (everySecond != null) {
            everySecond.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.LAST_ANSWER || state == State.LINGERING) {
            drop(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            // A first line that cannot be read comes as a request and content in one.
            begin(request);
        } else if (message instanceof HttpContent content && !admits(content)) {
            content.release();
            return;
        }
        context.fireChannelRead(message);
    }

    private void drop(Object message) {
        if (message instanceof HttpContent content) {
            waiting.receive(content);
        }
        ReferenceCountUtil.release(message);
        if (waiting.hasReceivedMoreThan(MAX_READ) && state == State.LINGERING) {
            context().close();
        }
    }

    private void begin(HttpRequest request) {
        waiting.beginBody();
        state = request.decoderResult().isFailure() ? State.LAST_ANSWER : State.IN_BODY;
        if (hasBody(request)) {
            var most = bodyLimits.limitOf(request.uri()).bytes();
            server.setBodySizeLimits(new BodySizeLimits(most, most));
        }
    }

    /// RFC 9112, 6: one of both headers announces a body.
    private static boolean hasBody(HttpRequest request) {
        return request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    private boolean admits(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            refuse(Problem.MALFORMED.because("请求正文的分块有误", "The chunks of the body are malformed"));
            return false;
        }
        waiting.receive(content);
        if (waiting.hasReceivedMoreThan(MAX_READ)) {
            refuse(BodyLimit.FILE.exceeded());
            return false;
        }
        if (content instanceof LastHttpContent) {
            state = State.BETWEEN_BODIES;
            waiting.end();
        }
        return true;
    }

    /// Ends the current request with a problem, unless its answer has begun, and the connection with it.
    private void refuse(ProblemException problem) {
        state = State.LAST_ANSWER;
        if (codec.unanswered() > 0) {
            context().fireExceptionCaught(new EndOfReading(problem));
        } else if (!inAnswer) {
            close(context(), context().newPromise());
        }
    }

    @Override
    public void read(ChannelHandlerContext context) {
        reading = true;
        context.read();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        context.fireChannelReadComplete();
        if (state == State.LINGERING) {
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        var left = codec.unanswered();
        if (message instanceof HttpResponse answer) {
            headers.complete(answer);
            if (answer.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                context.write(message, promise);
                return;
            }
            left--;
            inAnswer = true;
            if (state == State.LAST_ANSWER && left <= 0) {
                answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        if (!(message instanceof LastHttpContent)) {
            context.write(message, promise);
            return;
        }
        inAnswer = false;
        waiting.end();
        if (state == State.LAST_ANSWER && left <= 0) {
            context.write(message, promise.unvoid().addListener(_ -> close(context, context.newPromise())));
        } else {
            context.write(message, promise);
        }
    }

    /// Closes at once where the client has nothing to send; otherwise the system would reset the connection, and the
    /// client could not read its answer.
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (state == State.BETWEEN_BODIES || !(context.channel() instanceof DuplexChannel channel)) {
            context.close(promise);
            return;
        }
        channel.closeFuture().addListener(_ -> promise.trySuccess());
        if (state != State.LINGERING) {
            state = State.LINGERING;
            waiting.end();
            channel.shutdownOutput().addListener(done -> {
                if (!done.isSuccess()) {
                    context.close();
                }
            });
            context.read();
        }
    }

    /// Called once a second.
    private void count() {
        switch (state) {
            case BETWEEN_BODIES -> {
                var head = codec.isInHead();
                var counts = head ? reading : codec.unanswered() == 0 && !inAnswer;
                if (waiting.isTooLongBetweenBodies(head, counts)) {
                    context().close();
                }
            }
            case IN_BODY -> {
                if (reading && waiting.isTooLongForBody()) {
                    refuse(Problem.TOO_SLOW.exception());
                }
            }
            case LAST_ANSWER -> {}
            case LINGERING -> {
                if (waiting.isTooLongAfterAnswer(MAX_LINGERING_SECONDS)) {
                    context().close();
                }
            }
        }
    }

    private ChannelHandlerContext context() {
        return requireNonNull(context);
    }
}
