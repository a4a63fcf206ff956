package io.github.certpulse.access.wechat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/// The HTTP client for WeChat. WxJava's own client trusts every certificate and host name, is one static object, and
/// reads bodies of any length. AppSecret is sent on these connections, so this client verifies the server, follows no
/// redirect, repeats no request and stops reading at [#MAX_BODY_LENGTH].
final class WechatConnections implements AutoCloseable {
    static final int MAX_CONNECTIONS = 64;
    /// In bytes. The largest code, 1280 pixels wide, takes about a tenth of it.
    static final int MAX_BODY_LENGTH = 4 << 20;

    private final ExecutorService lookups =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("wechat-dns").factory());
    private final CloseableHttpClient client;

    WechatConnections() {
        client = HttpClients.custom()
                .setConnectionManager(pool())
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setConnectionRequestTimeout(3, TimeUnit.SECONDS)
                                .setResponseTimeout(5, TimeUnit.SECONDS)
                                .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .addExecInterceptorFirst("longest-body", (request, scope, chain) -> {
                    var response = chain.proceed(request, scope);
                    if (response.getEntity() != null) {
                        response.setEntity(new LimitedBody(response.getEntity()));
                    }
                    return response;
                })
                .build();
    }

    CloseableHttpClient client() {
        return client;
    }

    @Override
    public void close() throws IOException {
        client.close();
        lookups.shutdownNow();
    }

    private HttpClientConnectionManager pool() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setDnsResolver(new InterruptibleLookups())
                .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(5, TimeUnit.SECONDS).build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setConnectTimeout(3, TimeUnit.SECONDS)
                                .setSocketTimeout(5, TimeUnit.SECONDS)
                                .setValidateAfterInactivity(1, TimeUnit.SECONDS)
                                .setTimeToLive(1, TimeUnit.MINUTES)
                                .build())
                .build();
    }

    /// A DNS lookup blocks in native code and would also block the carrier thread of virtual threads, so it runs on a
    /// separate thread. One thread is enough, because the JDK looks a host up once at a time and caches it.
    private final class InterruptibleLookups extends SystemDefaultDnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var lookup = lookups.submit(() -> super.resolve(host));
            try {
                return lookup.get();
            } catch (ExecutionException _) {
                throw new UnknownHostException(host);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new UnknownHostException(host);
            } finally {
                lookup.cancel(false);
            }
        }
    }

    /// Closing a body reads it to its end. A body that is too long may never end, so it is not closed, and the client
    /// drops the connection.
    private static final class LimitedBody extends HttpEntityWrapper {
        private long left = MAX_BODY_LENGTH;

        LimitedBody(HttpEntity body) {
            super(body);
        }

        @Override
        public InputStream getContent() throws IOException {
            return new Limited(super.getContent());
        }

        @Override
        public void close() throws IOException {
            if (left >= 0) {
                super.close();
            }
        }

        private final class Limited extends FilterInputStream {

            Limited(InputStream body) {
                super(body);
            }

            @Override
            public int read() throws IOException {
                var next = super.read();
                count(next < 0 ? 0 : 1);
                return next;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                var read = super.read(buffer, offset, length);
                count(Math.max(read, 0));
                return read;
            }

            @Override
            public void close() throws IOException {
                if (left >= 0) {
                    super.close();
                }
            }

            private void count(int bytes) throws IOException {
                left -= bytes;
                if (left < 0) {
                    throw new IOException("the body is longer than " + MAX_BODY_LENGTH + " bytes");
                }
            }
        }
    }
}
