package io.github.certpulse.platform.connection;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;

/// Holds a new connection between the moment at which the system has accepted it and the moment at which the framework
/// knows of it, as a busy machine does.
@Singleton
@Requires(property = LateConnection.PROPERTY)
class LateConnection implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    static final String PROPERTY = "late-connection";
    private final CountDownLatch accepted = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean holding;

    /// Holds the next connection.
    void holdNext() {
        holding = true;
    }

    /// Waits until it has come.
    void awaitAccepted() {
        await(accepted);
    }

    void release() {
        released.countDown();
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                if (holding && role == ChannelRole.CONNECTION) {
                    holding = false;
                    accepted.countDown();
                    await(released);
                }
                return this;
            }
        });
        return event.getBean();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
