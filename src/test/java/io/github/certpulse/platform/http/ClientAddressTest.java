package io.github.certpulse.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

@Fast
class ClientAddressTest {

    @Test
    void ignoresTheHeaderWithoutAProxy() {
        assertThat(new ClientAddress("no").resolve(forwarded("10.0.0.1"))).isEqualTo("127.0.0.1");
    }

    @Test
    void usesOnlyTheAddressThatTheProxyAdded() {
        assertThat(new ClientAddress("yes").resolve(forwarded("6.6.6.6, 10.0.0.1"))).isEqualTo("10.0.0.1");
    }

    private static HttpRequest<?> forwarded(String addresses) {
        return new HttpRequestWrapper<Object>(HttpRequest.GET("/").header("X-Forwarded-For", addresses)) {
            @Override
            public InetSocketAddress getRemoteAddress() {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
            }
        };
    }
}
