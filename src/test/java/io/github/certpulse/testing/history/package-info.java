/// Histories of concurrent calls, and whether a model can explain them.
package io.github.certpulse.testing.history;
