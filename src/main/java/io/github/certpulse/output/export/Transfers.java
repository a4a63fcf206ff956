package io.github.certpulse.output.export;

import io.github.certpulse.output.export.Transfer.Progress;
import io.github.certpulse.output.export.Transfer.State;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.redis.Redis;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps in Redis how far downloads are, where every replica finds it. A download itself never waits for this: somebody
/// else looks at it now and then, and without Redis nobody learns anything.
@Singleton
public class Transfers {
    private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{8,64}");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    /// A replica that was killed tells nothing any more; what it said last is soon forgotten.
    private static final Duration RUNNING_LIFE = Duration.ofSeconds(30);
    private static final Duration ENDED_LIFE = Duration.ofMinutes(10);
    private final Redis redis;
    private final ExecutorService executor;

    Transfers(Redis redis, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.redis = redis;
        this.executor = executor;
    }

    /// The name that a client gives a download, to follow it by.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
    public static String checked(String download) {
        if (!NAME.matcher(download).matches()) {
            throw Problem.PARAMETER_INVALID.with(
                    List.of(
                            new Violation(
                                    "download",
                                    "invalid",
                                    new Words(
                                            "须为 8 到 64 个字母、数字或连字符",
                                            "must be 8 to 64 letters, digits or hyphens"))));
        }
        return download;
    }

    /// Follows a download until it ends.
    ///
    /// @param name     the client's name for the download
    /// @param counting the rows that there are; may take its time, and may fail
    public void follow(long campaign, String name, Transfer transfer, Callable<Long> counting) {
        executor.execute(() -> {
            try {
                var total = OptionalLong.empty();
                keep(campaign, name, transfer.progress(total));
                total = counted(counting);
                while (!transfer.endsWithin(BETWEEN_LOOKS)) {
                    keep(campaign, name, transfer.progress(total));
                }
                keep(campaign, name, transfer.progress(total));
            } catch (InterruptedException shutDown) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// How far a download is; empty where there is none of that name, or it ended long ago, or Redis is away.
    Optional<Progress> find(long campaign, String name) {
        return redis.ask(commands -> Optional.ofNullable(commands.get(key(campaign, name))))
                .flatMap(found -> found)
                .flatMap(Transfers::read);
    }

    private void keep(long campaign, String name, Progress progress) {
        var life = progress.state() == State.RUNNING ? RUNNING_LIFE : ENDED_LIFE;
        redis.ask(
                commands -> commands.psetex(
                        key(campaign, name),
                        life.toMillis(),
                        "%d:%d:%s".formatted(progress.rows(), progress.total().orElse(-1), progress.state())));
    }

    private static Optional<Progress> read(String text) {
        try {
            var parts = text.split(":");
            var total = Long.parseLong(parts[1]);
            return Optional.of(
                    new Progress(
                            Long.parseLong(parts[0]),
                            total < 0 ? OptionalLong.empty() : OptionalLong.of(total),
                            State.valueOf(parts[2])));
        } catch (IllegalArgumentException | IndexOutOfBoundsException strange) {
            return Optional.empty();
        }
    }

    private static OptionalLong counted(Callable<Long> counting) {
        try {
            return OptionalLong.of(counting.call());
        } catch (Exception e) {
            LOG.warn("The rows of a download cannot be counted: {}", e.getMessage());
            return OptionalLong.empty();
        }
    }

    private static String key(long campaign, String name) {
        return "certpulse:download:" + campaign + ":" + name;
    }
}
