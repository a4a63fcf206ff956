/// What holds for every request, whatever its route: who asks from where, how long a body may be, which other sites'
/// pages may ask, pages of a list, names of rights, health.
package io.github.certpulse.platform.http;
