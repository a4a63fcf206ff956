/// The service's secret, the keys that come from it or are kept under it, what they seal and sign.
package io.github.certpulse.platform.secret;
