package io.github.certpulse.platform.connection;

import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.ArrayDeque;
import java.util.Queue;

/// Decodes requests with [RequestDecoder] and encodes answers. It takes the place of Netty's `HttpServerCodec`, which
/// admits no other decoder.
final class RequestCodec extends CombinedChannelDuplexHandler<RequestDecoder, HttpResponseEncoder> {
    private final Queue<HttpMethod> unanswered = new ArrayDeque<>();

    RequestCodec(HttpDecoderConfig config) {
        init(new RequestDecoder(config, unanswered), new AnswerEncoder(unanswered));
    }

    /// See [RequestDecoder#isInHead].
    boolean isInHead() {
        return inboundHandler().isInHead();
    }

    /// How many requests wait for the head of their answers.
    int unanswered() {
        return unanswered.size();
    }

    private static final class AnswerEncoder extends HttpResponseEncoder {
        private final Queue<HttpMethod> unanswered;

        private AnswerEncoder(Queue<HttpMethod> unanswered) {
            this.unanswered = unanswered;
        }

        /// Called once for each answer.
        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse answer) {
            if (answer.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                return super.isContentAlwaysEmpty(answer);
            }
            return HttpMethod.HEAD.equals(unanswered.poll()) || super.isContentAlwaysEmpty(answer);
        }
    }
}
