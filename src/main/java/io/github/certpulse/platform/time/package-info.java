/// The service's clock, the time zone in which its users live, and how times are shown to them.
package io.github.certpulse.platform.time;
