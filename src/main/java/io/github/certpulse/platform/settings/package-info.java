/// The environment variables of the service: their names, their valid values, the messages about invalid ones.
package io.github.certpulse.platform.settings;
