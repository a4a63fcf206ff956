/// JSON in one canonical form, and the hash by which equal content is recognised.
package io.github.certpulse.platform.json;
