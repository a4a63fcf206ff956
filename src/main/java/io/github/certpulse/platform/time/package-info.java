/// The service's clock, its users' time zone, and the formats of times.
package io.github.certpulse.platform.time;
