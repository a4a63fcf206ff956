package io.github.certpulse.platform.body;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.body.stream.BodySizeLimits;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.handler.PipeliningServerHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;

/// Sets the limit of the server's buffer for each request, before its body is read. The framework has one limit for all
/// routes, and may buffer that much outside the heap for every request.
///
/// A longer body fails with `ContentLengthExceededException`; the rest of it is read and dropped, so that clients that
/// send everything before they read get their answer.
@Singleton
class ConnectionBodyLimits implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final BodyLimits limits;

    ConnectionBodyLimits(BodyLimits limits) {
        this.limits = limits;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                return role == ChannelRole.LISTENER ? this : new ForConnection(channel, limits);
            }
        });
        return event.getBean();
    }

    private record ForConnection(Channel channel, BodyLimits limits) implements NettyServerCustomizer {

        @Override
        public void onStreamPipelineBuilt() {
            var pipeline = channel.pipeline();
            var forNextRequest = new ForNextRequest(pipeline.get(PipeliningServerHandler.class), limits);
            pipeline.addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "body-limits", forNextRequest);
        }
    }

    private static final class ForNextRequest extends ChannelInboundHandlerAdapter {
        private final PipeliningServerHandler server;
        private final BodyLimits limits;

        private ForNextRequest(PipeliningServerHandler server, BodyLimits limits) {
            this.server = server;
            this.limits = limits;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request && hasBody(request)) {
                var most = limits.limitOf(request.uri()).bytes();
                server.setBodySizeLimits(new BodySizeLimits(most, most));
            }
            context.fireChannelRead(message);
        }

        /// RFC 9112, 6: one of both headers announces a body.
        private static boolean hasBody(HttpRequest request) {
            return request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                    || request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
        }
    }
}
