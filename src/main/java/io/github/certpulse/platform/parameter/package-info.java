/// The parameters in the addresses of the API: which ones a route has, and the refusal of all others.
package io.github.certpulse.platform.parameter;
