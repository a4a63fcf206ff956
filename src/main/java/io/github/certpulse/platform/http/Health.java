package io.github.certpulse.platform.http;

import com.zaxxer.hikari.HikariDataSource;
import io.github.certpulse.platform.redis.Redis;
import io.micronaut.context.annotation.Factory;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Whether the servers behind the service are in reach: it is ready without Redis, but not without the database.
@Factory
class Health {
    private static final int SECONDS_TO_ANSWER = 2;
    private final Scheduler blocking;

    Health(@Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    @Singleton
    @Readiness
    @Named("database")
    HealthIndicator database(DataSource dataSource) {
        var unwrapped = DelegatingDataSource.unwrapDataSource(dataSource);
        return indicator("database", true, () -> answers(unwrapped));
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

    /// A dead connection is given up: asked twice a second, the pool would hand it out again and again without a look.
    private static boolean answers(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            if (connection.isValid(SECONDS_TO_ANSWER)) {
                return true;
            }
            dataSource.unwrap(HikariDataSource.class).evictConnection(connection);
            return false;
        } catch (SQLException outOfReach) {
            return false;
        }
    }
}
