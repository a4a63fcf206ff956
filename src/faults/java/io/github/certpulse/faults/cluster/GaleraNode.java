package io.github.certpulse.faults.cluster;

import io.github.certpulse.faults.server.RunDirectory;
import io.github.certpulse.faults.server.ServerProcess.Command;
import io.github.certpulse.faults.server.ServerProcess;
import io.github.certpulse.testing.TestProxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One MariaDB of the cluster. HAProxy reaches it through a proxy, which can be cut.
public final class GaleraNode {
    private static final String URL =
            "jdbc:mysql://127.0.0.1:%d/?sslMode=DISABLED&connectTimeout=2000&socketTimeout=5000";
    private static final Pattern POSITION = Pattern.compile("Recovered position: *[-0-9a-f]+:(-?\\d+)");
    private final String name;
    private final Path home;
    private final Path data;
    private final Ports ports = Ports.reserved();
    private final TestProxy proxy = new TestProxy(ports.sql);
    private final ServerProcess process;
    private String others = "";

    /// @param sql         for clients
    /// @param replication for the other nodes
    /// @param increments  for what a node that comes back has missed
    /// @param copies      for all data, where that is too much
    private record Ports(int sql, int replication, int increments, int copies) {
        static Ports reserved() {
            return new Ports(
                    TestProxy.reservedPort(),
                    TestProxy.reservedPort(),
                    TestProxy.reservedPort(),
                    TestProxy.reservedPort());
        }
    }

    GaleraNode(RunDirectory run, String name) {
        this.name = name;
        this.home = run.directory(name);
        this.data = home.resolve("data");
        var command = new Command(
                List.of(Programs.MARIADBD.path(), "--defaults-file=" + home.resolve("node.cnf")),
                Map.of(),
                home,
                home.resolve("output.log"));
        this.process = new ServerProcess(run, name, command, this::isReady);
        run.onClose(proxy::close);
    }

    /// Before the first start.
    void join(List<GaleraNode> all) {
        others = String.join(
                ",",
                all.stream().filter(each -> each != this).map(each -> "127.0.0.1:" + each.ports.replication).toList());
    }

    /// Gives it the data of a database that was stopped, or no tables but the system's own.
    void reset(Path seed) {
        Programs.output(List.of("rm", "-rf", data.toString()));
        Programs.output(List.of("cp", "-a", seed.toString(), data.toString()));
        if (GaleraSeed.isRoot()) {
            Programs.output(List.of("chown", GaleraSeed.USER, home.toString()));
        }
    }

    /// Starts it without waiting.
    ///
    /// @param first whether it begins a new cluster, which the others join
    public void launch(boolean first) {
        if (first) {
            var state = data.resolve("grastate.dat");
            Programs.write(state, Programs.text(state).replace("safe_to_bootstrap: 0", "safe_to_bootstrap: 1"));
        }
        Programs.write(home.resolve("node.cnf"), settings(first ? "" : others));
        process.launch();
    }

    private String settings(String cluster) {
        return """
                !include %s
                [mariadbd]
                %s
                datadir = %s
                socket = %s
                pid_file = %s
                bind_address = 127.0.0.1
                port = %d
                innodb_log_file_size = 16M
                wsrep_cluster_address = gcomm://%s
                wsrep_node_name = %s
                wsrep_node_address = 127.0.0.1:%d
                wsrep_sst_method = rsync
                wsrep_sst_receive_address = 127.0.0.1:%d
                wsrep_provider_options = "%s"
                """.formatted(
                Programs.configuration("galera.cnf"),
                GaleraSeed.isRoot() ? "user = " + GaleraSeed.USER : "",
                data,
                home.resolve("s"),
                home.resolve("pid"),
                ports.sql,
                cluster,
                name,
                ports.replication,
                ports.copies,
                String.join(
                        ";",
                        "base_host=127.0.0.1",
                        "base_port=" + ports.replication,
                        "gmcast.listen_addr=tcp://127.0.0.1:" + ports.replication,
                        "ist.recv_addr=127.0.0.1:" + ports.increments,
                        "gcache.size=32M"));
    }

    public ServerProcess process() {
        return process;
    }

    public String name() {
        return name;
    }

    /// Where HAProxy reaches it.
    int port() {
        return proxy.port();
    }

    /// Whether it belongs to a cluster with quorum and has all data.
    public boolean isReady() {
        try (
                var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("show status like 'wsrep_local_state_comment'")) {
            return row.next() && row.getString(2).equals("Synced");
        } catch (SQLException notYet) {
            return false;
        }
    }

    /// A connection of the harness's own, past HAProxy.
    Connection connect() throws SQLException {
        return DriverManager.getConnection(URL.formatted(ports.sql), "root", "");
    }

    void execute(String statement) {
        try (var connection = connect(); var any = connection.createStatement()) {
            any.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /// The last transaction that it has on its disk, while it does not run.
    public long position() {
        var words = List.of(
                Programs.MARIADBD.path(),
                "--defaults-file=" + home.resolve("node.cnf"),
                "--log-error=" + home.resolve("recovery.log"),
                "--wsrep-recover");
        Programs.output(List.of("rm", "-f", home.resolve("recovery.log").toString()));
        Programs.output(words);
        var found = POSITION.matcher(Programs.text(home.resolve("recovery.log")));
        if (!found.find()) {
            throw new IllegalStateException("No position in " + home.resolve("recovery.log"));
        }
        return Long.parseLong(found.group(1));
    }

    /// Cuts it off from the other nodes and from HAProxy: nothing arrives, and its port refuses. The replication's
    /// network is cut inside of the node by its option `gmcast.isolate`, because a firewall is nothing for a test.
    public void cutOff() {
        execute("set global wsrep_provider_options = 'gmcast.isolate=1'");
        proxy.cut();
    }

    /// Ends [#cutOff].
    public void connectAgain() {
        execute("set global wsrep_provider_options = 'gmcast.isolate=0'");
        proxy.restore();
    }

    /// Makes a node without quorum the beginning of a cluster again. The operator decides that the others are dead.
    public void takeQuorum() {
        execute("set global wsrep_provider_options = 'pc.bootstrap=YES'");
    }
}
