/// Bodies of requests: the limits of their length, and uploaded files, of which only one at a time is in memory.
package io.github.certpulse.platform.body;
