/// What holds for every request, whatever its route: how long its body may be, which other sites' pages may ask.
package io.github.certpulse.server;
