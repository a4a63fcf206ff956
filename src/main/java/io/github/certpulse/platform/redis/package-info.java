/// Redis, which may be out of reach at any time, and the limits that are counted there.
package io.github.certpulse.platform.redis;
