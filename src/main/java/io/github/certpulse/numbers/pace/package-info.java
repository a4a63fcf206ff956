/// How fast answers come, and where that leads by the deadline.
package io.github.certpulse.numbers.pace;
