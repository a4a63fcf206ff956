/// Patterns that show in when and from where sheets arrive, beside what they say: signs that somebody answers in place
/// of many. Each definition stands here once, with its limits.
package io.github.certpulse.numbers.arrival;
