/// The service's clock, and the time zone in which its users live.
package io.github.certpulse.platform.time;
