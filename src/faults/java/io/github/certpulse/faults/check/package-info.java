/// What must hold after every fault: the journal against the database, counts, answers, threads and memory.
package io.github.certpulse.faults.check;
