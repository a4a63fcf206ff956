package io.github.certpulse.testing;

import io.github.certpulse.platform.id.IdNodes;
import io.github.certpulse.platform.sql.Database;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Always leases the same node to a service, even if others have it.
@Singleton
@Requires(property = ForcedNode.SETTING)
@Replaces(IdNodes.class)
public class ForcedNode extends IdNodes {
    public static final String SETTING = "certpulse.testing.id-node";
    private final int node;
    private final Clock clock;

    public ForcedNode(Database database, @Property(name = SETTING) int node, Clock clock) {
        super(database);
        this.node = node;
        this.clock = clock;
    }

    @Override
    public Lease take() {
        return new Lease(node, "forced", clock.instant(), clock.instant().plus(Duration.ofHours(1)));
    }

    @Override
    public Lease extend(Lease held) {
        return take();
    }

    @Override
    public void release(Lease held, Instant used) {}
}
