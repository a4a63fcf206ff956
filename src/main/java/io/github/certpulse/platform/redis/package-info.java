/// The connection to Redis, which may be unreachable at any time, and the limits that are counted there.
package io.github.certpulse.platform.redis;
