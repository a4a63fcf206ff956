/// How many responses and persons were received, by school: kept in Redis, and counted again from the database if lost.
///
/// Why persons in memory: whether a person has answered before must be known for each response that is added, and the
/// table can tell it only as it is now, not as it was when the counts were last right. 64 bits of each person are at
/// most 16 MB for a million of them, in the one replica that counts.
package io.github.certpulse.numbers.count;
