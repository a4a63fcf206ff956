/// The environment variables of the service: their names, what they may hold, and what is said of a faulty one.
package io.github.certpulse.platform.settings;
