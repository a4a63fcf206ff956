/// What holds for every request, whatever its route: the client's address, which other sites' pages may ask, what a
/// route declares, pages of a list, names of rights, health.
package io.github.certpulse.platform.http;
