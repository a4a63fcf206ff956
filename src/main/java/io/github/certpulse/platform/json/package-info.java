/// Canonical JSON, a reader of fields that collects all violations, and the hash that recognises equal content.
package io.github.certpulse.platform.json;
