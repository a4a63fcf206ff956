package io.github.certpulse.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.id.IdNodes.Lease;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many processes take nodes from one database.
@Fast
class IdNodesTest {
    private static final int PROCESSES = 16;
    private final TestService service = TestService.shared();
    private final IdNodes nodes = service.bean(IdNodes.class);
    private final TestDatabase database = TestDatabase.of(service);
    private final List<Lease> taken = new ArrayList<>();

    @AfterEach
    void release() {
        for (var held : taken) {
            nodes.release(held, held.from());
        }
        database.close();
    }

    @Test
    void leasesDifferentNodesToProcessesThatStartAtOnce() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = Stream.generate(() -> CompletableFuture.supplyAsync(nodes::take, threads))
                    .limit(PROCESSES)
                    .toList();
            asked.forEach(held -> taken.add(held.join()));
        }
        assertThat(taken).extracting(Lease::node).doesNotHaveDuplicates();
        assertThat(taken).allMatch(held -> Duration.between(held.from(), held.until()).equals(IdNodes.LEASE_TIME));
    }

    @Test
    void leasesAReleasedNodeAgainAfterTheTimeThatWasUsed() {
        var first = take();
        var used = first.from().plusMillis(1);
        nodes.release(first, used);
        var second = take();
        assertThat(second.node()).isEqualTo(first.node());
        assertThat(second.from()).isAfterOrEqualTo(used);
    }

    @Test
    void extendsALeaseOfTheSameNode() {
        var held = take();
        database.change("update id_node set held_until = utc_timestamp(3) where number = ?", held.node());
        var shorter = new Lease(held.node(), held.holder(), held.from(), held.until().minusSeconds(1));
        var longer = nodes.extend(shorter);
        assertThat(longer.node()).isEqualTo(held.node());
        assertThat(longer.until()).isAfterOrEqualTo(held.until());
    }

    @Test
    void takesAnotherNodeWhereTheDatabasesClockWasSetBack() {
        var held = take();
        // The state that a database sees whose clock was set back by an hour.
        database.change("update id_node set held_until = held_until + interval 1 hour where number = ?", held.node());
        var until = held.until().plus(Duration.ofHours(1));
        var hourAgo = new Lease(held.node(), held.holder(), until.minus(IdNodes.LEASE_TIME), until);
        taken.add(nodes.extend(hourAgo));
        assertThat(taken.getLast().node()).isNotEqualTo(held.node());
    }

    @Test
    void takesAnotherNodeWhereAnotherProcessHoldsTheNodeAfterTheLeaseEnded() {
        var lost = take();
        database.change("update id_node set held_until = utc_timestamp(3) where number = ?", lost.node());
        var other = take();
        assertThat(other.node()).isEqualTo(lost.node());
        var instead = nodes.extend(lost);
        taken.add(instead);
        assertThat(instead.node()).isNotEqualTo(other.node());
        // The process that lost the node cannot release it any more.
        nodes.release(lost, lost.from());
        assertThat(database.column("select holder from id_node where number = ?", other.node()))
                .containsExactly(other.holder());
    }

    private Lease take() {
        taken.add(nodes.take());
        return taken.getLast();
    }
}
