/// The service's secret, the keys that are derived from it or sealed with it, and what they encrypt and sign.
package io.github.certpulse.platform.secret;
