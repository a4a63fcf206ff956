/// Downloads, written while they are sent: none is held in memory as a whole, and clients notice an incomplete one.
package io.github.certpulse.output.export;
