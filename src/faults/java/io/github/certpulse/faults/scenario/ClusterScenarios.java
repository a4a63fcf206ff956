package io.github.certpulse.faults.scenario;

import io.github.certpulse.faults.check.Finding;
import io.github.certpulse.faults.cluster.Cluster;
import io.github.certpulse.faults.cluster.GaleraSeed;
import io.github.certpulse.faults.cluster.Programs;
import java.util.List;
import java.util.Set;

/// Everything that happens to three nodes of the database, a Redis with Sentinels and three replicas of the service.
final class ClusterScenarios {
    private final GaleraSeed seed;

    ClusterScenarios(GaleraSeed seed) {
        this.seed = seed;
    }

    List<Scenario<Cluster>> all() {
        return List.of(
                scenario("writer killed", ClusterFaults::writerKilled),
                scenario("two nodes killed, quorum given by hand", ClusterFaults::twoNodesKilled),
                scenario("all nodes killed, begun again from the most advanced", ClusterFaults::allNodesKilled),
                scenario("writer cut off from the network", ClusterFaults::writerCutOff),
                scenario("Redis' master killed", ClusterFaults::redisMasterKilled),
                scenario("writer stopped, HAProxy reloaded", ClusterFaults::haProxyReloaded),
                scenario("HAProxy killed", ClusterFaults::haProxyKilled),
                scenario("one of three services killed", ClusterFaults::serviceKilled),
                scenario("rolling upgrade with a migration", ClusterFaults::rollingUpgrade),
                scenario("upgrade killed in the middle of a migration", ClusterFaults::upgradeKilledInTheMiddle),
                scenario(
                        "control: cluster begun again from the wrong node",
                        ClusterFaults::begunFromTheWrongNode,
                        Finding.LOST));
    }

    /// @param expected in a control
    private Scenario<Cluster> scenario(String name, Scenario.Fault<Cluster> fault, Finding... expected) {
        return new Scenario<>(
                expected.length == 0 ? "cluster: " + name : name,
                run -> Cluster.start(run, seed),
                fault,
                Set.of(expected),
                Programs.missing(),
                false);
    }
}
