package io.github.certpulse.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.tsid.Tsid;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Makes ids with a clock and nodes that the test controls.
@Fast
class IdsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private final AtomicLong uptime = new AtomicLong(-5);
    private final Nodes nodes = new Nodes();
    private final Ids ids = new Ids(nodes, uptime::get);

    /// Leases nodes in ascending order, each for a second.
    private static final class Nodes extends IdNodes {
        private final List<Lease> held = new ArrayList<>();
        private final List<Instant> givenBack = new ArrayList<>();

        Nodes() {
            super(TestService.shared().bean(Database.class));
        }

        @Override
        public Lease take() {
            held.add(new Lease(held.size() + 1, "", BEGIN, BEGIN.plusSeconds(1)));
            return held.getLast();
        }

        @Override
        public Lease extend(Lease old) {
            held.add(new Lease(old.node(), "", old.until(), old.until().plusSeconds(1)));
            return held.getLast();
        }

        @Override
        public void release(Lease old, Instant used) {
            givenBack.add(used);
        }
    }

    @Test
    void makesManyIdsWithoutDuplicates() {
        assertThat(made(50_000)).isSorted().doesNotHaveDuplicates();
        assertThat(nodes.held).hasSize(1);
    }

    @Test
    void makesAscendingIdsAfterTheClockWasSetBack() {
        var before = made(5000);
        uptime.addAndGet(Duration.ofMillis(900).toNanos());
        before.addAll(made(5000));
        uptime.addAndGet(-Duration.ofHours(1).toNanos());
        before.addAll(made(5000));
        assertThat(before).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void makesIdsWithinTheTimesOfLeasesOnly() {
        var all = new ArrayList<Long>();
        for (var step = 0; step < 40; step++) {
            all.addAll(made(3));
            uptime.addAndGet(Duration.ofMillis(100).toNanos());
        }
        assertThat(all).isSorted().doesNotHaveDuplicates();
        assertThat(nodes.held).hasSizeGreaterThan(3);
        assertThat(all).allMatch(this::isWithinWhatIsHeld);
    }

    @Test
    void takesAnotherNodeAfterACollision() {
        var first = ids.next();
        var second = ids.replacementFor(first);
        assertThat(List.of(node(first), node(second))).containsExactly(1, 2);
        // A second collision with the node that is no longer used.
        assertThat(node(ids.replacementFor(first))).isEqualTo(2);
    }

    @Test
    void releasesTheNodeFromTheLastIdOn() {
        var last = made(5000).getLast();
        ids.release();
        assertThat(nodes.givenBack).containsExactly(Tsid.from(last).getInstant().plusMillis(1));
    }

    private List<Long> made(int number) {
        return new ArrayList<>(LongStream.range(0, number).map(_ -> ids.next()).boxed().toList());
    }

    private boolean isWithinWhatIsHeld(long id) {
        var instant = Tsid.from(id).getInstant();
        return nodes.held.stream().anyMatch(held -> !instant.isBefore(held.from()) && instant.isBefore(held.until()));
    }

    private static int node(long id) {
        return (int) (id >> 12) & 1023;
    }
}
