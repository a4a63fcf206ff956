/// Downloads: everything that streams out. None is held in memory as a whole, and one that breaks off can be told from
/// a whole one.
package io.github.certpulse.output.export;
