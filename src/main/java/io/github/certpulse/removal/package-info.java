/// The removal of campaigns: those that nobody answered, and samples with all that was invented for them.
package io.github.certpulse.removal;
