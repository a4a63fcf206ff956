package io.github.certpulse.rows;

import io.github.certpulse.load.Load;

/// What a short load has shown. CPU time is in milliseconds for each answer.
///
/// @param load      as its sender saw it
/// @param service   CPU time of the service; 0 where it had no part
/// @param database  CPU time of the database
/// @param allocated kilobytes that the service allocated in its heap for each answer; 0 where it had no part
record Sample(Load load, double service, double database, double allocated) {

    double rate() {
        return load.rate();
    }

    /// CPU time of the sender.
    double sender() {
        return load.cpuMillis() / load.answers();
    }
}
