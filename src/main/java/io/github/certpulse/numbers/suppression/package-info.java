/// Which counts of a published table stay hidden, so that small counts cannot be computed from those that are shown.
package io.github.certpulse.numbers.suppression;
