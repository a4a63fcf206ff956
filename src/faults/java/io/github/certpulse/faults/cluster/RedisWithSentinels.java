package io.github.certpulse.faults.cluster;

import io.github.certpulse.faults.server.RunDirectory;
import io.github.certpulse.faults.server.ServerProcess.Command;
import io.github.certpulse.faults.server.ServerProcess;
import io.github.certpulse.testing.TestProxy;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A Redis with a replica and three Sentinels, which make the replica the master when it has died.
public final class RedisWithSentinels {
    private static final int SENTINELS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String INFO = "replication";
    private final List<Server> servers;
    private final List<Server> sentinels;

    /// One process of them.
    private record Server(ServerProcess process, int port) {
        static Server with(RunDirectory run, String name, Predicate<Integer> ready, int port, List<String> words) {
            var home = run.directory(name);
            var command = new Command(words, Map.of(), home, home.resolve("output.log"));
            return new Server(new ServerProcess(run, name, command, () -> ready.test(port)), port);
        }
    }

    private RedisWithSentinels(List<Server> servers, List<Server> sentinels) {
        this.servers = servers;
        this.sentinels = sentinels;
    }

    /// None of them is started yet.
    static RedisWithSentinels with(RunDirectory run) {
        var first = TestProxy.reservedPort();
        var servers = List.of(
                server(run, "redis-1", first, List.of()),
                server(
                        run,
                        "redis-2",
                        TestProxy.reservedPort(),
                        List.of("--replicaof", "127.0.0.1", Integer.toString(first))));
        var sentinels = IntStream.rangeClosed(1, SENTINELS)
                .mapToObj(number -> sentinel(run, "sentinel-" + number, TestProxy.reservedPort(), first))
                .toList();
        return new RedisWithSentinels(servers, sentinels);
    }

    private static Server server(RunDirectory run, String name, int port, List<String> further) {
        var words = new java.util.ArrayList<>(
                List.of(
                        Programs.REDIS_SERVER.path(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--dir",
                        run.directory(name).toString()));
        words.addAll(further);
        return Server.with(run, name, at -> says(at, INFO, "role:"), port, words);
    }

    private static Server sentinel(RunDirectory run, String name, int port, int master) {
        var file = run.directory(name).resolve("sentinel.conf");
        var common = Programs.text(Programs.configuration("sentinel.conf"));
        Programs.write(
                file,
                "port %d\nbind 127.0.0.1\n".formatted(port) + common.replace("redis-1 6379", "127.0.0.1 " + master));
        return Server.with(
                run,
                name,
                at -> says(at, "sentinel", "slaves=1,sentinels=" + SENTINELS),
                port,
                List.of(Programs.REDIS_SENTINEL.path(), file.toString()));
    }

    /// Starts all of them and waits until they know each other.
    void start() {
        servers.forEach(server -> server.process.start());
        awaitReplica();
        sentinels.forEach(sentinel -> sentinel.process.launch());
        sentinels.forEach(sentinel -> sentinel.process.awaitReady());
    }

    private void awaitReplica() {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (servers.stream().noneMatch(server -> says(server.port, INFO, "master_link_status:up"))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Redis has no replica");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The address by which the service finds the master.
    String uri() {
        return sentinels.stream()
                .map(sentinel -> "127.0.0.1:" + sentinel.port)
                .collect(Collectors.joining(",", "redis-sentinel://", "/0#certpulse"));
    }

    /// The process of the master; empty while there is none.
    public java.util.Optional<ServerProcess> master() {
        return servers.stream()
                .filter(server -> server.process.isAlive() && says(server.port, INFO, "role:master"))
                .map(Server::process)
                .findFirst();
    }

    /// Starts what does not run, and waits until there is a replica again.
    public void startOthers() {
        servers.stream().filter(server -> !server.process.isAlive()).forEach(server -> server.process.start());
        awaitReplica();
    }

    private static boolean says(int port, String section, String text) {
        return ask(port, commands -> commands.info(section).contains(text));
    }

    private static boolean ask(int port, Predicate<RedisCommands<String, String>> question) {
        try (
                var client = RedisClient.create("redis://127.0.0.1:%d?timeout=%dms".formatted(port, LIMIT.toMillis()));
                var connection = client.connect()) {
            return question.test(connection.sync());
        } catch (RedisException notYet) {
            return false;
        }
    }
}
