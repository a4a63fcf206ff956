package io.github.certpulse.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import redis.embedded.core.ExecutableProvider;

/// Several Redis servers that know each other: a cluster, or a master with a replica and Sentinels. Each is a process,
/// which a test can kill.
public final class RedisGroup implements AutoCloseable {
    private static final int MASTERS = 3;
    private static final int SENTINELS = 3;
    private static final int SLOTS = 16384;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private final Path directory = Path.of("target", "redis-groups", UUID.randomUUID().toString()).toAbsolutePath();
    private final Path program = program();
    private final List<Member> members = new ArrayList<>();
    private String uri = "";

    private RedisGroup() {}

    /// One server of the group.
    private record Member(Process process, int port) {}

    /// Three masters, each with a replica.
    public static RedisGroup cluster() {
        var group = new RedisGroup();
        for (var i = 0; i < 2 * MASTERS; i++) {
            group.start("--cluster-enabled", "yes", "--cluster-node-timeout", "1000");
            var epoch = i + 1L;
            group.tell(i, commands -> commands.clusterSetConfigEpoch(epoch));
            group.tell(i, commands -> commands.clusterMeet("127.0.0.1", group.members.getFirst().port));
        }
        for (var i = 0; i < MASTERS; i++) {
            var slots = IntStream.range(SLOTS * i / MASTERS, SLOTS * (i + 1) / MASTERS).toArray();
            group.tell(i, commands -> commands.clusterAddSlots(slots));
        }
        Awaitility.await().atMost(LIMIT).until(() -> IntStream.range(0, 2 * MASTERS).allMatch(group::knowsAll));
        for (var i = 0; i < MASTERS; i++) {
            var master = group.tell(i, RedisCommands::clusterMyId);
            group.tell(MASTERS + i, commands -> commands.clusterReplicate(master));
        }
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> IntStream.range(MASTERS, 2 * MASTERS).allMatch(group::isReplica));
        group.uri = "redis-cluster://" + group.addresses(group.members.stream().limit(MASTERS));
        return group;
    }

    private boolean knowsAll(int member) {
        var known = tell(member, RedisCommands::clusterNodes).lines().filter(line -> line.contains(" connected"));
        return known.count() == 2 * MASTERS && tell(member, RedisCommands::clusterInfo).contains("cluster_state:ok");
    }

    private boolean isReplica(int member) {
        return tell(member, commands -> commands.info("replication")).contains("master_link_status:up");
    }

    /// A master, its replica, and three Sentinels.
    public static RedisGroup withSentinels() {
        var group = new RedisGroup();
        var master = group.start().port;
        group.start("--replicaof", "127.0.0.1", Integer.toString(master));
        Awaitility.await().atMost(LIMIT).until(() -> group.isReplica(1));
        for (var i = 0; i < SENTINELS; i++) {
            group.startSentinel("""
                    sentinel monitor group 127.0.0.1 %d 2
                    sentinel down-after-milliseconds group 500
                    sentinel failover-timeout group 2000
                    """.formatted(master));
        }
        var sentinels = group.members.subList(2, 2 + SENTINELS);
        Awaitility.await().atMost(LIMIT).until(() -> IntStream.range(2, 2 + SENTINELS).allMatch(i -> {
            var known = group.tell(i, commands -> commands.info("sentinel"));
            return known.contains("slaves=1,sentinels=" + SENTINELS);
        }));
        group.uri = "redis-sentinel://%s/0#group".formatted(group.addresses(sentinels.stream()));
        return group;
    }

    /// What `CERTPULSE_REDIS_URI` says.
    public String uri() {
        return uri;
    }

    /// Kills the first server, which is the master, or one of the cluster's.
    public void killFirst() {
        kill(members.getFirst());
    }

    private static void kill(Member member) {
        member.process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        members.forEach(RedisGroup::kill);
    }

    private Member start(String... further) {
        var words = new ArrayList<String>();
        var port = TestProxy.reservedPort();
        words.addAll(List.of(program.toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1"));
        words.addAll(List.of("--save", "", "--dir", home(port).toString()));
        words.addAll(List.of(further));
        return launched(port, words);
    }

    private void startSentinel(String settings) {
        var port = TestProxy.reservedPort();
        var file = home(port).resolve("sentinel.conf");
        try {
            Files.writeString(file, "port %d\nbind 127.0.0.1\n%s".formatted(port, settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        launched(port, List.of(program.toString(), file.toString(), "--sentinel"));
    }

    private Member launched(int port, List<String> words) {
        try {
            var output = directory.resolve(port + ".log").toFile();
            var process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output).start();
            var member = new Member(process, port);
            members.add(member);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(member)));
            Awaitility.await().atMost(LIMIT).ignoreExceptionsInstanceOf(RedisException.class).until(() -> {
                return ask(port, RedisCommands::ping).equals("PONG");
            });
            return member;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T tell(int member, Function<RedisCommands<String, String>, T> commands) {
        return ask(members.get(member).port, commands);
    }

    private static <T> T ask(int port, Function<RedisCommands<String, String>, T> commands) {
        try (var client = RedisClient.create("redis://127.0.0.1:" + port); var connection = client.connect()) {
            return commands.apply(connection.sync());
        }
    }

    private String addresses(Stream<Member> those) {
        return those.map(member -> "127.0.0.1:" + member.port).collect(Collectors.joining(","));
    }

    private Path home(int port) {
        try {
            return Files.createDirectories(directory.resolve(Integer.toString(port)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path program() {
        try {
            var programs = Files.createDirectories(directory).toFile();
            return ExecutableProvider.newJarResourceProvider(programs).get().toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
