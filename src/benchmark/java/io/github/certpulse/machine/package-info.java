/// Processes as the machine shows them: CPU time, memory, time to the first answer.
package io.github.certpulse.machine;
