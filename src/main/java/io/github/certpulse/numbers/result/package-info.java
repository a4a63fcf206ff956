/// What the answers say: distributions with correct bases, and crosstabs.
package io.github.certpulse.numbers.result;
