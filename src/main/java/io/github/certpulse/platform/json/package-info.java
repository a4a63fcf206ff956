/// JSON in one canonical form, the reading of its fields with all violations, and the hash by which equal content is
/// recognised.
package io.github.certpulse.platform.json;
