/// Words without a domain: problems and their handler, clock, ids, keys, settings.
package io.github.certpulse.shared;
