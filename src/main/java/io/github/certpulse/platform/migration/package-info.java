/// Brings the database's tables to the version of this service: one replica does it, the others wait.
package io.github.certpulse.platform.migration;
