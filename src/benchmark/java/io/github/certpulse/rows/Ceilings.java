package io.github.certpulse.rows;

import io.github.certpulse.load.Load;
import java.util.function.Supplier;

/// Measures what runs without the service.
record Ceilings(Bench bench) {

    Sample measured(Supplier<Load> work) {
        var database = bench.database().cpuMillis();
        var load = work.get();
        return new Sample(load, 0, (double) (bench.database().cpuMillis() - database) / load.answers(), 0);
    }
}
