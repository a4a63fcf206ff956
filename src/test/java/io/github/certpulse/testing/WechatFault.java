package io.github.certpulse.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How a whole WeChat can be out of order, whatever it is asked.
enum WechatFault {
    /// Takes the request and says nothing.
    HANG {
        @Override
        void answer(HttpExchange exchange, CountDownLatch recovery) throws InterruptedException {
            recovery.await();
        }
    },
    /// Begins a good answer and sends a blank every 20 ms, so that no single read ever times out.
    TRICKLE {
        @Override
        void answer(HttpExchange exchange, CountDownLatch recovery) throws IOException, InterruptedException {
            var body = endless(exchange);
            while (!recovery.await(20, TimeUnit.MILLISECONDS)) {
                body.write(' ');
                body.flush();
            }
        }
    },
    /// Sends as fast as it can and never stops.
    FLOOD {
        @Override
        void answer(HttpExchange exchange, CountDownLatch recovery) throws IOException {
            var body = endless(exchange);
            var much = new byte[64 * 1024];
            while (recovery.getCount() > 0) {
                body.write(much);
            }
        }
    },
    /// Takes the request and closes the connection.
    DROP {
        @Override
        void answer(HttpExchange exchange, CountDownLatch recovery) {}
    },
    /// A page of some proxy, with HTTP 200.
    GARBAGE {
        @Override
        void answer(HttpExchange exchange, CountDownLatch recovery) throws IOException {
            WechatWire.send(exchange, "text/html", "<html><body>网络认证</body></html>");
        }
    },
    /// HTTP 502.
    BAD_GATEWAY {
        @Override
        void answer(HttpExchange exchange, CountDownLatch recovery) throws IOException {
            exchange.sendResponseHeaders(502, -1);
        }
    };

    abstract void answer(HttpExchange exchange, CountDownLatch recovery) throws IOException, InterruptedException;

    private static OutputStream endless(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }
}
