package io.github.certpulse.faults.scenario;

import io.github.certpulse.faults.cluster.Cluster;
import io.github.certpulse.faults.cluster.GaleraNode;
import java.time.Duration;

/// What happens to a cluster.
final class ClusterFaults {
    private static final int A_WHILE = 300;
    /// After this time HAProxy has seen that a node is back.
    private static final Duration SEEN_AGAIN = Duration.ofSeconds(4);
    private static final Duration LONG_MIGRATION = Duration.ofSeconds(6);

    private ClusterFaults() {}

    private static GaleraNode writer(Cluster servers, Stage stage) {
        stage.await("a writer", () -> servers.haProxy().writer().isPresent());
        return servers.haProxy().writer().orElseThrow();
    }

    private static void awaitOtherWriter(Cluster servers, Stage stage, GaleraNode before) {
        stage.await(
                "another writer",
                () -> servers.haProxy().writer().filter(writer -> writer != before).isPresent());
        stage.awaitStored(A_WHILE);
        stage.feel();
    }

    /// The node is a reserve again: it does not take over by itself, which would be another pause.
    private static void checkIsReserve(Cluster servers, Stage stage, GaleraNode back) throws InterruptedException {
        stage.last(SEEN_AGAIN);
        if (writer(servers, stage) == back) {
            throw new IllegalStateException(back.name() + " has become the writer again");
        }
    }

    /// Another node takes over. The killed one comes back later.
    static void writerKilled(Cluster servers, Stage stage) throws Exception {
        var writer = writer(servers, stage);
        writer.process().kill();
        awaitOtherWriter(servers, stage, writer);
        servers.galera().startOthers();
        checkIsReserve(servers, stage, writer);
        stage.heal(() -> {});
    }

    /// The third one has no quorum and refuses. The operator, who knows that the others are dead, lets it go on.
    static void twoNodesKilled(Cluster servers, Stage stage) throws Exception {
        servers.needsAnOperator();
        var writer = writer(servers, stage);
        var reserves = servers.galera().nodes().stream().filter(node -> node != writer).toList();
        writer.process().kill();
        reserves.getFirst().process().kill();
        stage.awaitMissed(1);
        var last = reserves.getLast();
        stage.await("a node without quorum", () -> !last.isReady());
        last.takeQuorum();
        awaitOtherWriter(servers, stage, writer);
        stage.heal(servers.galera()::startOthers);
    }

    /// Power fails for all nodes. The operator starts the one that has most first.
    static void allNodesKilled(Cluster servers, Stage stage) throws Exception {
        servers.needsAnOperator();
        servers.galera().nodes().parallelStream().forEach(node -> node.process().kill());
        stage.awaitMissed(1);
        var first = servers.galera().mostAdvanced();
        stage.heal(() -> servers.galera().startFrom(first));
    }

    /// Neither the other nodes nor HAProxy reach the writer any more.
    static void writerCutOff(Cluster servers, Stage stage) throws Exception {
        var writer = writer(servers, stage);
        writer.cutOff();
        awaitOtherWriter(servers, stage, writer);
        writer.connectAgain();
        stage.await("all data on the node that was cut off", writer::isReady);
        checkIsReserve(servers, stage, writer);
        stage.heal(() -> {});
    }

    /// The Sentinels make the replica the master. Respondents notice nothing.
    static void redisMasterKilled(Cluster servers, Stage stage) throws Exception {
        var master = servers.redis().master().orElseThrow();
        master.kill();
        stage.await("another master", () -> servers.redis().master().filter(other -> other != master).isPresent());
        stage.awaitStored(A_WHILE);
        stage.feel();
        servers.redis().startOthers();
        stage.heal(() -> {});
    }

    /// A reload of the configuration keeps the writer, although it is not the first in the configuration.
    static void haProxyReloaded(Cluster servers, Stage stage) throws Exception {
        var first = writer(servers, stage);
        first.process().stop();
        awaitOtherWriter(servers, stage, first);
        servers.galera().startOthers();
        checkIsReserve(servers, stage, first);
        servers.haProxy().reload();
        stage.awaitStored(A_WHILE);
        checkIsReserve(servers, stage, first);
        stage.heal(() -> {});
    }

    static void haProxyKilled(Cluster servers, Stage stage) throws Exception {
        servers.haProxy().process().kill();
        stage.await("no writer", () -> servers.haProxy().writer().isEmpty());
        stage.feel();
        stage.heal(servers.haProxy().process()::start);
    }

    /// nginx sends people to the others.
    static void serviceKilled(Cluster servers, Stage stage) throws Exception {
        var service = servers.replicas().get(1).process();
        service.kill();
        stage.awaitStored(A_WHILE);
        stage.feel();
        stage.heal(service::start);
    }

    /// A version with one more migration takes the replicas' places, one after another.
    static void rollingUpgrade(Cluster servers, Stage stage) throws Exception {
        var newer = servers.newerVersion(Duration.ZERO);
        for (var number = 0; number < servers.replicas().size(); number++) {
            servers.replicas().get(number).process().stop();
            stage.awaitStored(A_WHILE);
            servers.replace(number, newer).process().start();
            stage.awaitStored(A_WHILE);
        }
        newer.checkMigratedOnce(servers);
        stage.feel();
        stage.heal(() -> {});
    }

    /// The replica that migrates is killed; the next one goes on where it was.
    static void upgradeKilledInTheMiddle(Cluster servers, Stage stage) throws Exception {
        var newer = servers.newerVersion(LONG_MIGRATION);
        servers.replicas().get(0).process().stop();
        var first = servers.replace(0, newer).process();
        first.launch();
        stage.await("the beginning of the migration", () -> newer.hasBegun(servers));
        first.kill();
        servers.replicas().get(1).process().stop();
        stage.awaitStored(A_WHILE);
        servers.replace(1, newer).process().start();
        newer.checkMigratedOnce(servers);
        stage.feel();
        stage.heal(first::start);
    }

    /// The mistake that operators are warned of: the cluster begins again from a node that had been down for a while.
    static void begunFromTheWrongNode(Cluster servers, Stage stage) throws Exception {
        servers.needsAnOperator();
        var writer = writer(servers, stage);
        var behind = servers.galera().nodes().stream().filter(node -> node != writer).findFirst().orElseThrow();
        behind.process().kill();
        stage.awaitStored(A_WHILE);
        var others = servers.galera().nodes().stream().filter(node -> node != behind).toList();
        others.forEach(node -> node.process().kill());
        stage.awaitMissed(1);
        others.forEach(servers.galera()::empty);
        stage.heal(() -> servers.galera().startFrom(behind));
    }
}
