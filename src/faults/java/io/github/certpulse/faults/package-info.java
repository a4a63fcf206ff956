/// The fault harness.
package io.github.certpulse.faults;
