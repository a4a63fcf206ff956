package io.github.certpulse.faults.cluster;

import io.github.certpulse.faults.server.RunDirectory;
import io.github.certpulse.faults.server.ServerProcess.Command;
import io.github.certpulse.faults.server.ServerProcess;
import io.github.certpulse.testing.TestProxy;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// HAProxy with `docker/haproxy.cfg`: all connections go to one of the nodes.
public final class HaProxy {
    private final ServerProcess process;
    private final int port = TestProxy.reservedPort();
    private final List<GaleraNode> nodes;

    HaProxy(RunDirectory run, List<GaleraNode> nodes) {
        this.nodes = nodes;
        var home = run.directory("haproxy");
        var environment = new HashMap<String, String>();
        environment.put("HAPROXY_DATABASE", "127.0.0.1:" + port);
        environment.put("HAPROXY_PEER", "127.0.0.1:" + TestProxy.reservedPort());
        for (var node : nodes) {
            environment
                    .put(node.name().toUpperCase(java.util.Locale.ROOT).replace('-', '_'), "127.0.0.1:" + node.port());
        }
        var words = List.of(
                Programs.HAPROXY.path(),
                "-W",
                "-db",
                "-f",
                Programs.configuration("haproxy.cfg").toString());
        this.process = new ServerProcess(
                run,
                "haproxy",
                new Command(words, environment, home, home.resolve("output.log")),
                () -> writer().isPresent());
        // Its worker ends with it only if it is asked to end.
        run.onClose(process::stop);
    }

    public ServerProcess process() {
        return process;
    }

    int port() {
        return port;
    }

    /// Loads the configuration again: a new worker begins, the old one ends.
    public void reload() {
        Programs.output(List.of("kill", "-USR2", Long.toString(process.pid())));
    }

    /// The node to which connections go; empty while there is none.
    public Optional<GaleraNode> writer() {
        var url = "jdbc:mysql://127.0.0.1:%d/?sslMode=DISABLED&connectTimeout=2000&socketTimeout=2000".formatted(port);
        try (
                var connection = DriverManager.getConnection(url, "root", "");
                var statement = connection.createStatement();
                var row = statement.executeQuery("select @@wsrep_node_name")) {
            row.next();
            var name = row.getString(1);
            return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
        } catch (SQLException none) {
            return Optional.empty();
        }
    }
}
