package io.github.certpulse.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.secret.DataConfiguration;
import io.github.certpulse.testing.TestServers;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The service's defaults, where only its servers, its directory and its port are set.
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Property(name = "certpulse.data-dir", value = "target/configuration-test")
@Property(name = "certpulse.port", value = "-1")
class ConfigurationTest implements TestPropertyProvider {
    @Override
    public Map<String, String> getProperties() {
        var servers = TestServers.shared();
        var properties = new HashMap<String, String>();
        TestServers.settings(servers.databasePort(), servers.newDatabase(), servers.redisPort())
                .forEach((name, value) -> properties.put(name, value.toString()));
        return properties;
    }

    @Test
    void readsDirectoryAndSecretFromTheirProperties(DataConfiguration data) {
        assertThat(data)
                .isEqualTo(new DataConfiguration("target/configuration-test", Optional.empty(), Optional.empty()));
    }

    @Test
    void hasSensibleDefaults(Environment environment) {
        assertThat(environment.getProperty("certpulse.sample", String.class)).contains("none");
        assertThat(environment.getProperty("certpulse.rate-limits", String.class)).contains("on");
        assertThat(environment.getProperty("certpulse.behind-proxy", String.class)).contains("no");
        assertThat(environment.getProperty("certpulse.log-format", String.class)).contains("text");
    }
}
