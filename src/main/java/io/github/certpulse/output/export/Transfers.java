package io.github.certpulse.output.export;

import io.github.certpulse.output.export.Download.Tracking;
import io.github.certpulse.output.export.Transfer.State;
import io.github.certpulse.output.export.Transfer.Status;
import io.github.certpulse.platform.redis.Redis;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores in Redis how far downloads are, where every replica finds it. A download never waits for this: another thread
/// stores its status twice a second. Without Redis the status is unknown.
@Singleton
class Transfers {
    private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    /// If a replica is killed, the last status that it stored soon expires.
    private static final Duration RUNNING_LIFE = Duration.ofSeconds(30);
    private static final Duration ENDED_LIFE = Duration.ofMinutes(10);
    private final Redis redis;
    private final ExecutorService executor;

    Transfers(Redis redis, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.redis = redis;
        this.executor = executor;
    }

    /// Stores the status of a download until it ends.
    void follow(Tracking tracking, Transfer transfer) {
        executor.execute(() -> {
            try {
                var total = OptionalLong.empty();
                store(tracking, transfer.status(total));
                total = total(tracking);
                while (!transfer.endsWithin(INTERVAL)) {
                    store(tracking, transfer.status(total));
                }
                store(tracking, transfer.status(total));
            } catch (InterruptedException shutDown) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// How far a download is; empty where there is none of this name, it ended long ago, or Redis does not answer.
    Optional<Status> find(long campaign, String name) {
        return redis.ask(commands -> Optional.ofNullable(commands.get(key(campaign, name))))
                .flatMap(found -> found)
                .flatMap(Transfers::read);
    }

    private void store(Tracking tracking, Status status) {
        var life = status.state() == State.RUNNING ? RUNNING_LIFE : ENDED_LIFE;
        redis.ask(
                commands -> commands.psetex(
                        key(tracking.campaign(), tracking.name()),
                        life.toMillis(),
                        "%d:%d:%s".formatted(status.rows(), status.total().orElse(-1), status.state())));
    }

    private static Optional<Status> read(String text) {
        try {
            var parts = text.split(":");
            var total = Long.parseLong(parts[1]);
            return Optional.of(
                    new Status(
                            Long.parseLong(parts[0]),
                            total < 0 ? OptionalLong.empty() : OptionalLong.of(total),
                            State.valueOf(parts[2])));
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    private static OptionalLong total(Tracking tracking) {
        try {
            return OptionalLong.of(tracking.total().call());
        } catch (Exception e) {
            LOG.warn("The rows of a download cannot be counted: {}", e.getMessage());
            return OptionalLong.empty();
        }
    }

    private static String key(long campaign, String name) {
        return "certpulse:download:" + campaign + ":" + name;
    }
}
