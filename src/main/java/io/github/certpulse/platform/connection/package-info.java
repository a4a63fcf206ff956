/// What holds for every connection before a request reaches a route: where a request ends, how long it may take, how
/// long its body may be, which headers every answer has, and how connections end when the service stops.
package io.github.certpulse.platform.connection;
