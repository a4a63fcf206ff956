/// Redis, which may be away at any time, and the limits that are counted there.
package io.github.certpulse.platform.redis;
