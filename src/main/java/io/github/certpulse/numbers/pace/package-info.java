/// How fast responses come, and how many are projected by the deadline.
package io.github.certpulse.numbers.pace;
