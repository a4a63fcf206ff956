package io.github.certpulse.intake.response;

import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.util.Map;

/// A service that reaches its database through a proxy, and waits for the end of an outage for a short time only.
record ProxiedService(TestProxy proxy, TestService service) implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(1);

    static ProxiedService start() {
        var proxy = new TestProxy(TestServers.shared().databasePort());
        return new ProxiedService(
                proxy,
                TestService
                        .start(proxy.port(), TestServers.shared().redisPort(), Map.of("retries.patience", PATIENCE)));
    }

    @Override
    public void close() {
        service.close();
        proxy.close();
    }
}
