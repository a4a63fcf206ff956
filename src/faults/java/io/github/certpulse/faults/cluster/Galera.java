package io.github.certpulse.faults.cluster;

import io.github.certpulse.faults.server.RunDirectory;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Three nodes with the same data.
public final class Galera {
    private static final int NODES = 3;
    private static final String CONTENT = "checksum table %s.%s".formatted(GaleraSeed.DATABASE, "%s");
    private static final List<String> TABLES = List.of("response", "contact", "certificate", "campaign");
    private final List<GaleraNode> nodes;
    private final GaleraSeed seed;

    private Galera(List<GaleraNode> nodes, GaleraSeed seed) {
        this.nodes = nodes;
        this.seed = seed;
    }

    /// Three nodes that are not started yet.
    static Galera with(RunDirectory run, GaleraSeed seed) {
        GaleraSeed.open(run);
        var nodes =
                IntStream.rangeClosed(1, NODES).mapToObj(number -> new GaleraNode(run, "galera-" + number)).toList();
        nodes.forEach(node -> {
            node.join(nodes);
            node.reset(seed.data());
        });
        return new Galera(nodes, seed);
    }

    public List<GaleraNode> nodes() {
        return nodes;
    }

    /// Starts this node as the first of a new cluster, then those that do not run, and waits until all have all data.
    public void startFrom(GaleraNode first) {
        first.launch(true);
        first.process().awaitReady();
        startOthers();
    }

    /// Starts the nodes that do not run, and waits until all have all data.
    public void startOthers() {
        nodes.stream().filter(node -> !node.process().isAlive()).forEach(node -> node.launch(false));
        nodes.forEach(node -> node.process().awaitReady());
    }

    /// The node that has most on its disk, while none of them runs.
    public GaleraNode mostAdvanced() {
        return nodes.stream().max(Comparator.comparingLong(GaleraNode::position)).orElseThrow();
    }

    /// Takes a node's data away, so that it takes over those of the others when it joins them.
    public void empty(GaleraNode node) {
        node.reset(seed.data());
    }

    /// A difference between the nodes' tables, after all of them have carried out everything.
    Optional<String> difference() throws SQLException {
        for (var table : TABLES) {
            var contents = new TreeSet<String>();
            for (var node : nodes) {
                contents.add(content(node, table));
            }
            if (contents.size() > 1) {
                return Optional.of("the nodes hold different %s: %s".formatted(table, contents));
            }
        }
        return Optional.empty();
    }

    private static String content(GaleraNode node, String table) throws SQLException {
        try (var connection = node.connect(); var statement = connection.createStatement()) {
            statement.execute("set session wsrep_sync_wait = 15");
            try (var row = statement.executeQuery(CONTENT.formatted(table))) {
                row.next();
                return row.getString(2);
            }
        }
    }
}
