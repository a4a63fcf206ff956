/// How many responses and persons were received, by school: kept in Redis, and counted again from the database if lost.
package io.github.certpulse.numbers.count;
