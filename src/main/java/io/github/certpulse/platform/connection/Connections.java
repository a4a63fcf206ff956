package io.github.certpulse.platform.connection;

import io.github.certpulse.platform.body.BodyLimits;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.micronaut.http.server.netty.handler.PipeliningServerHandler;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import jakarta.inject.Singleton;

/// Gives every new connection its [RequestCodec] and its [Connection], and makes it a member of [OpenConnections].
@Singleton
class Connections implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final HttpDecoderConfig decoding;
    private final BodyLimits bodyLimits;
    private final ConnectionLimits limits;
    private final AnswerHeaders headers;
    private final OpenConnections open;

    Connections(
            NettyHttpServerConfiguration server,
            BodyLimits bodyLimits,
            ConnectionLimits limits,
            AnswerHeaders headers,
            OpenConnections open) {
        this.decoding = new HttpDecoderConfig().setMaxInitialLineLength(server.getMaxInitialLineLength())
                .setMaxHeaderSize(server.getMaxHeaderSize())
                .setMaxChunkSize(server.getMaxChunkSize())
                .setInitialBufferSize(server.getInitialBufferSize());
        this.bodyLimits = bodyLimits;
        this.limits = limits;
        this.headers = headers;
        this.open = open;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                return role == ChannelRole.LISTENER ? this : new ForConnection(channel);
            }
        });
        return event.getBean();
    }

    private final class ForConnection implements NettyServerCustomizer {
        private final Channel channel;

        private ForConnection(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onStreamPipelineBuilt() {
            var pipeline = channel.pipeline();
            var codec = new RequestCodec(decoding);
            var server = pipeline.get(PipeliningServerHandler.class);
            pipeline.replace(
                    ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                    ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                    codec);
            pipeline.addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "member", open.member());
            pipeline.addBefore(
                    ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                    "connection",
                    new Connection(codec, server, bodyLimits, limits, headers));
        }
    }
}
