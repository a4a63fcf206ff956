/// Bodies of requests: how long they may be, and one file at a time in the memory.
package io.github.certpulse.platform.body;
