package io.github.certpulse.platform.http;

import io.github.certpulse.platform.redis.Redis;
import io.github.certpulse.platform.sql.Database;
import io.micronaut.context.annotation.Factory;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Reports whether the service reaches its servers. It is ready without Redis, but not without the database.
@Factory
class Health {
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(2);
    private final Scheduler blocking;

    Health(@Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    @Singleton
    @Readiness
    @Named("database")
    HealthIndicator database(Database database) {
        return indicator("database", true, () -> database.answersWithin(TIME_TO_ANSWER));
    }

    @Singleton
    @Readiness
    @Named("redis")
    HealthIndicator redis(Redis redis) {
        return indicator("redis", false, () -> redis.ask(commands -> commands.ping()).isPresent());
    }

    private HealthIndicator indicator(String name, boolean required, BooleanSupplier reached) {
        return () -> Mono.fromCallable(reached::getAsBoolean)
                .subscribeOn(blocking)
                .map(
                        isReached -> HealthResult
                                .builder(name, isReached || !required ? HealthStatus.UP : HealthStatus.DOWN)
                                .details(Map.of("reached", isReached, "required", required))
                                .build());
    }
}
