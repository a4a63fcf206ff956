/// How far the schools are: live counts, quotas, completion. Counts are a view of the responses that can be thrown away
/// at any time.
package io.github.certpulse.numbers.progress;
