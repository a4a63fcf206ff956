/// What holds for every connection before a request reaches a route: where a request ends, how long it may take, how
/// long its body may be, and which headers every answer has.
package io.github.certpulse.platform.connection;
