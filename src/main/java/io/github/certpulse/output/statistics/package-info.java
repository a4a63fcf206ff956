/// Codebooks, and the files by which SPSS and R read exported responses.
package io.github.certpulse.output.statistics;
