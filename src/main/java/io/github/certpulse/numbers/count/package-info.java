/// How many responses and persons have come in, by school: kept in Redis by following the responses, a view that can be
/// thrown away at any time.
package io.github.certpulse.numbers.count;
