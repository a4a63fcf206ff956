/// The servers of a scenario: each a process that can be killed, paused and started again, in a temporary directory.
package io.github.certpulse.faults.server;
