package io.github.certpulse.shared;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/// Reports whether Redis is in reach. The service is ready without it, so the status is up either way.
@Singleton
@Readiness
class RedisHealth implements HealthIndicator {
    private final Redis redis;

    RedisHealth(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var reached = redis.ask(commands -> commands.ping()).isPresent();
        return Publishers.just(HealthResult.builder("redis", HealthStatus.UP).details(Map.of("reached", reached, "required", false)).build());
    }
}
