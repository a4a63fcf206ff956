/// Words without a domain: clock, ids, keys, settings, Redis and the limits that live there.
package io.github.certpulse.shared;
