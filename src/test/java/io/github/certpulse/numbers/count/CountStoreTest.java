package io.github.certpulse.numbers.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.numbers.count.SchoolCounts.Received;
import io.github.certpulse.platform.redis.Redis;
import io.github.certpulse.testing.TestServers;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The published counts have a version.
class CountStoreTest {
    private final Redis redis = new Redis("redis://127.0.0.1:" + TestServers.shared().newRedis());
    private final CountStore store = new CountStore(redis);
    private final CountStore another = new CountStore(redis);

    @Test
    void hasAnotherVersionWheneverCountsMayDiffer() {
        redis.ask(commands -> commands.del(CountStore.COUNTS));
        var versions = new HashSet<String>();
        assertThat(store.publishAll(Map.of(1L, counts(1)))).isTrue();
        assertThat(versions.add(version())).isTrue();
        assertThat(store.publishChanges(Map.of(1L, counts(2)))).isTrue();
        assertThat(versions.add(version())).isTrue();
        assertThat(another.publishAll(Map.of(1L, counts(1)))).isTrue();
        assertThat(versions.add(version())).isTrue();
        assertThat(store.publishChanges(Map.of(1L, counts(3)))).as("while another replica writes").isFalse();
        assertThat(version()).isIn(versions);
        redis.ask(commands -> commands.del(CountStore.COUNTS));
        assertThat(another.publishChanges(Map.of())).as("after a loss").isFalse();
        assertThat(another.publishAll(Map.of(1L, counts(1)))).isTrue();
        assertThat(versions.add(version())).isTrue();
    }

    @Test
    void keepsTheVersionWhileNoCountChanges() {
        redis.ask(commands -> commands.del(CountStore.COUNTS));
        assertThat(store.publishAll(Map.of(1L, counts(1)))).isTrue();
        var before = version();
        assertThat(store.publishChanges(Map.of())).isTrue();
        assertThat(version()).isEqualTo(before);
    }

    private static SchoolCounts counts(int teachers) {
        return new SchoolCounts(Map.of(), new Received(teachers, 0));
    }

    private String version() {
        return redis.ask(commands -> commands.hget(CountStore.COUNTS, CountStore.VERSION)).orElseThrow();
    }
}
