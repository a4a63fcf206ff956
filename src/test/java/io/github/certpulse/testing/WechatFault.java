package io.github.certpulse.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Faults of the whole server, for every call.
enum WechatFault {
    /// Accepts the request and does not answer.
    HANG {
        @Override
        void answer(HttpExchange exchange, CountDownLatch recovery) throws InterruptedException {
            recovery.await();
        }
    },
    /// Begins a correct answer and sends a blank every 20 ms, so that no single read times out.
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
    /// Sends endless data as fast as possible.
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
    /// Accepts the request and closes the connection.
    DROP {
        @Override
        void answer(HttpExchange exchange, CountDownLatch recovery) {}
    },
    /// Sends the HTML page of a proxy, with HTTP 200.
    GARBAGE {
        @Override
        void answer(HttpExchange exchange, CountDownLatch recovery) throws IOException {
            WechatWire.send(exchange, "text/html", "<html><body>网络认证</body></html>");
        }
    },
    /// Answers with HTTP 502.
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
