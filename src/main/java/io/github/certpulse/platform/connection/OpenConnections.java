package io.github.certpulse.platform.connection;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import jakarta.inject.Singleton;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// All open connections, and what they may do while the service stops. First no new one is admitted, and the framework
/// waits for the requests that have begun, for `grace-period` at most. Then all connections end. Only after that are
/// the parts of the service closed, the pool of the database among them: what still runs fails, and nobody gets its
/// answer.
@Singleton
class OpenConnections implements ApplicationEventListener<ShutdownEvent>, Ordered {
    private final Set<ChannelHandlerContext> open = ConcurrentHashMap.newKeySet();
    private volatile Phase phase = Phase.RUNNING;

    private enum Phase {
        RUNNING,
        /// What has begun is answered.
        LAST_REQUESTS,
        ENDED
    }

    /// A handler for one new connection, through which its answers go.
    Member member() {
        return new Member();
    }

    /// Before the framework asks the connections that it knows to end.
    @EventListener
    void stopAdmitting(ServerShutdownEvent event) {
        phase = Phase.LAST_REQUESTS;
    }

    /// After the framework has waited for them.
    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        phase = Phase.ENDED;
        open.forEach(ChannelHandlerContext::close);
    }

    /// The framework's own listener, which waits, is the first one.
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    /// Who wants to know how closing ends has passed a promise.
    @SuppressWarnings("FutureReturnValueIgnored")
    final class Member extends ChannelOutboundHandlerAdapter {

        private Member() {}

        /// Where the service stops already, the framework may not know of this connection and would not wait for it.
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            open.add(context);
            if (phase != Phase.RUNNING) {
                context.close();
            }
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            open.remove(context);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (phase == Phase.ENDED) {
                ReferenceCountUtil.release(message);
                promise.unvoid().tryFailure(new ClosedChannelException());
                context.close();
            } else {
                context.write(message, promise);
            }
        }
    }
}
