package io.github.certpulse.faults.check;

import io.github.certpulse.faults.server.Servers;
import io.github.certpulse.machine.RunningJvm;

/// Threads and memory of the service's processes, the greatest of all replicas.
///
/// @param heapBytes after a full collection
public record Vitals(int threads, long heapBytes) {
    /// Threads that may be there for other reasons: those of JMX, of the pool, and of executors that grow with load.
    private static final int MORE_THREADS = 40;
    private static final long MORE_HEAP_BYTES = 48L << 20;
    private static final int BYTES_A_MIB = 1 << 20;

    public static Vitals of(Servers servers) {
        var all = servers.replicas()
                .stream()
                .filter(replica -> replica.process().isAlive())
                .map(replica -> of(replica.process().pid()))
                .toList();
        return new Vitals(
                all.stream().mapToInt(Vitals::threads).max().orElseThrow(),
                all.stream().mapToLong(Vitals::heapBytes).max().orElseThrow());
    }

    private static Vitals of(long process) {
        try (var jvm = RunningJvm.of(process)) {
            return new Vitals(jvm.threads(), jvm.liveHeapBytes());
        }
    }

    /// Whether the threads are about as many as before.
    public boolean hasThreadsLike(Vitals before) {
        return threads <= before.threads + MORE_THREADS;
    }

    /// Whether the heap holds about as much as before.
    public boolean hasHeapLike(Vitals before) {
        return heapBytes <= before.heapBytes + MORE_HEAP_BYTES;
    }

    public long heapMib() {
        return heapBytes / BYTES_A_MIB;
    }
}
